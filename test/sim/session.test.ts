import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

for (const { engine, skip } of ENGINES) {
	test(`${engine}: CONNECT says what the settings say`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(1_000);
		const { packet } = broker.arrivals[0];
		assert.ok(packet.cmd === "connect");
		assert.equal(packet.protocolId, "MQTT");
		assert.equal(packet.protocolVersion, 4);
		assert.equal(packet.clientId, "station");
		assert.equal(packet.username, "user");
		assert.equal(String(packet.password), "planted-secret");
		assert.equal(packet.keepalive, 240);
		assert.equal(packet.clean, true);
		assert.equal(packet.will, undefined);
	});

	test(`${engine}: an hour: a channel feed a minute, one PINGREQ behind each, nothing else`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		broker.watch(firmware.clock);
		await firmware.simulator.advance(3_600_000);
		const commands = broker.arrivals.map(({ packet }) => packet.cmd);
		assert.equal(commands.shift(), "connect");
		assert.equal(broker.published.length, 60);
		assert.deepEqual(
			commands,
			Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? "publish" : "pingreq")),
		);
		for (const { packet } of broker.arrivals) {
			if (packet.cmd !== "publish") continue;
			assert.deepEqual([packet.topic, packet.qos, packet.retain, packet.dup], ["channels/42/publish", 0, false, false]);
			assert.match(
				String(packet.payload),
				/^field1=-?\d+\.\d\d&field2=\d+\.\d+&created_at=2026-06-01T\d\d%3A\d\d%3A\d\dZ$/,
			);
		}
		assert.equal(new Set(broker.published).size, 60, "each created_at once");
		assert.equal(firmware.lines.join("").includes("planted-secret"), false);
	});

	test(`${engine}: each packet leaves in one write`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(600_000);
		assert.equal(broker.bytes.length, broker.arrivals.length);
		assert.ok(broker.bytes.length > 20);
	});

	test(`${engine}: stopping says DISCONNECT`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		await firmware.simulator.advance(1_000);
		await firmware.simulator.stop();
		assert.equal(broker.arrivals.at(-1)?.packet.cmd, "disconnect");
		assert.equal(firmware.names().at(-1), "disconnected");
	});

	test(`${engine}: the network's absence is told, with what to check`, { skip }, async () => {
		const firmware = await startFirmware({ engine, accept: () => undefined, resolve: () => undefined });
		await firmware.simulator.advance(1_000);
		const gone = firmware.events().find(({ event }) => event === "disconnected");
		assert.match(String(gone?.reason), /mqtt\.host/);
	});
}
