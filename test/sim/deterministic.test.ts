import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

/** Everything the firmware says in an hour in which the broker goes away twice. */
async function trace(engine: "v8" | "xs", seed: number): Promise<string[]> {
	let pings = 0;
	const broker = new ScriptedBroker({
		onPacket(link, packet) {
			if (packet.cmd !== "pingreq" || ++pings % 20 !== 0) return false;
			link.end();
			return true;
		},
	});
	const firmware = await startFirmware({ engine, accept: () => broker.accept(), seed });
	await firmware.simulator.advance(3_600_000);
	return firmware.lines;
}

const xs = ENGINES.find(({ engine }) => engine === "xs");

test("the same seed gives the same run on V8 and on XS, to the letter", { skip: xs?.skip ?? false }, async () => {
	const [v8, again, other, onXs] = [
		await trace("v8", 7),
		await trace("v8", 7),
		await trace("v8", 8),
		await trace("xs", 7),
	];
	assert.ok(v8.length > 700);
	assert.deepEqual(again, v8);
	assert.deepEqual(onXs, v8);
	assert.notDeepEqual(other, v8, "another seed gives another run");
});
