import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a reset in the middle of CONNACK costs one attempt`, { skip }, async () => {
		const broker = new ScriptedBroker({
			onPacket(link, packet) {
				if (packet.cmd !== "connect" || broker.connections > 1) return false;
				link.send(Uint8Array.of(0x20, 2, 0));
				link.end();
				return true;
			},
		});
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(10_000);
		assert.deepEqual(firmware.names(), ["boot", "connecting", "disconnected", "connecting", "connected"]);
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: a reset in the middle of an inbound PUBLISH costs one session`, { skip }, async () => {
		const broker = new ScriptedBroker({
			onPacket(link, packet) {
				if (packet.cmd !== "pingreq" || broker.connections > 1) return false;
				link.send(Uint8Array.of(0x30, 10, 0, 3, 0x61));
				link.end();
				return true;
			},
		});
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(60_000);
		const names = firmware.names();
		assert.equal(names.filter((name) => name === "connected").length, 2);
		assert.equal(names.includes("pingresp"), true);
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: answers that come byte by byte are the same answers`, { skip }, async () => {
		const broker = new ScriptedBroker({ piece: 1 });
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(20_000);
		assert.deepEqual(firmware.names(), ["boot", "connecting", "connected", "published", "pingreq", "pingresp"]);
	});

	test(`${engine}: a broker that talks nonsense is dropped, and nothing breaks`, { skip }, async () => {
		const broker = new ScriptedBroker({
			onPacket(link) {
				link.send(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"));
				return true;
			},
		});
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(5_000);
		const gone = firmware.events().find(({ event }) => event === "disconnected");
		assert.match(String(gone?.reason), /broke MQTT 3\.1\.1/);
		assert.deepEqual(firmware.crashes, []);
	});
}
