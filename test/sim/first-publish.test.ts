import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const LATENCY_MS = 150;
/** A row is due by then, and the pace allows the first message. */
const REACHABLE_MS = 90_000;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: the whole firmware's CONNECT leaves as soon as the transport is open, and a row that waits as soon as CONNACK is there`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		let opened = 0;
		const firmware = await startFirmware({
			engine,
			latencyMs: LATENCY_MS,
			accept() {
				if (firmware.clock.ticks < REACHABLE_MS) return Failure.Unreachable;
				opened = firmware.clock.ticks + 2 * LATENCY_MS; // the modelled network's one round trip for TCP, TLS not counted
				return broker.accept();
			},
		});
		broker.watch(firmware.clock);
		await firmware.simulator.advance(REACHABLE_MS * 10);
		const [connect, publish] = broker.arrivals;
		assert.deepEqual([connect.packet.cmd, publish.packet.cmd], ["connect", "publish"]);
		assert.equal(connect.ticks - opened, LATENCY_MS, "CONNECT arrives half a round trip behind the opening");
		assert.equal(publish.ticks - connect.ticks, 2 * LATENCY_MS, "PUBLISH arrives a round trip behind CONNECT");
		assert.deepEqual(firmware.crashes, []);
	});
}
