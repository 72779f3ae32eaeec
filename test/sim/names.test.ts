import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { World } from "../fakes/air";
import { startFirmware } from "../fakes/firmware";

for (const transport of ["tls", "wss", "auto"]) {
	test(`every attempt looks the broker's name up anew, by ${transport}`, async () => {
		const world = new World();
		const { options } = world;
		const firmware = await startFirmware({
			...options,
			engine: "v8",
			settings: { ...options.settings, "mqtt.transport": transport, "mqtt.port": transport === "tls" ? 8883 : 443 },
			accept: () => Failure.Unreachable,
		});
		await firmware.simulator.advance(20 * 60_000);
		const attempts = firmware.names().filter((name) => name === "connecting").length;
		assert.ok(attempts > 8, `${attempts}`);
		assert.equal(world.queries.filter((query) => query.endsWith(" broker.test")).length, attempts);
	});
}
