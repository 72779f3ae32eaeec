import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a broker that is silent after TCP is given up within 40 s and tried again`, { skip }, async () => {
		const firmware = await startFirmware({ engine, accept: () => undefined });
		await firmware.simulator.advance(41_000);
		const [, , gone] = firmware.events();
		assert.equal(gone.event, "disconnected");
		assert.match(String(gone.reason), /did not open in time/);
		assert.ok(gone.ticks >= 40_000 && gone.ticks <= 40_100, `${gone.ticks}`);
		await firmware.simulator.advance(5_000);
		assert.equal(firmware.names().filter((name) => name === "connecting").length, 2);
	});

	test(`${engine}: a broker that is silent after CONNECT is given up within 30 s and tried again`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker({ onPacket: () => true });
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(26_000);
		const gone = firmware.events().find(({ event }) => event === "disconnected");
		assert.match(String(gone?.reason), /did not answer CONNECT/);
		assert.ok((gone?.ticks ?? Infinity) <= 30_000);
		assert.deepEqual(
			broker.arrivals.slice(0, 1).map(({ packet }) => packet.cmd),
			["connect"],
		);
		assert.equal(broker.connections >= 2, true);
		assert.equal(broker.published.length, 0, "nothing is published before CONNACK [MQTT-3.1.4-5]");
	});

	test(`${engine}: a broker that is silent after PINGREQ is given up within 20 s`, { skip }, async () => {
		const broker = new ScriptedBroker({ onPacket: (_link, packet) => packet.cmd === "pingreq" });
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(60_000);
		const events = firmware.events();
		const ping = events.find(({ event }) => event === "pingreq");
		const gone = events.find(({ event }) => event === "disconnected");
		assert.match(String(gone?.reason), /did not answer PINGREQ/);
		assert.ok(ping && gone && gone.ticks - ping.ticks <= 20_000);
		assert.ok(broker.connections >= 2);
	});
}
