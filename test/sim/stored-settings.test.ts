import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeRecord } from "settings/record";
import { SettingsStore } from "settings/store";
import { BoardStorage } from "../../sim/board/storage";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { FakeKeyValue } from "../fakes/key-value";

/** Storage in which a board has saved `entries`. */
function stored(entries: Readonly<Record<string, string>>): BoardStorage {
	const io = new FakeKeyValue();
	const saved = new SettingsStore({ io }).save(new Map(Object.entries(entries)));
	assert.ok(saved.ok);
	const storage = new BoardStorage();
	for (const [key, value] of io.values) storage.values.set(`fieldfeed/${key}`, value);
	return storage;
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: the firmware boots from what is stored, over what the build has`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const storage = stored({ "mqtt.clientId": "from-storage", "mqtt.password": "stored-secret", "future.key": "1" });
		const firmware = await startFirmware({ engine, storage, accept: () => broker.accept() });
		await firmware.simulator.advance(1_000);
		const { packet } = broker.arrivals[0];
		assert.ok(packet.cmd === "connect");
		assert.deepEqual([packet.clientId, String(packet.password)], ["from-storage", "stored-secret"]);
		assert.equal(packet.username, "user", "the build's, where nothing is stored");
		const errors = firmware.events().filter(({ event }) => event === "error");
		assert.deepEqual(
			errors.map(({ text }) => text),
			["1 stored settings are not known to this version: kept, and not used"],
		);
		assert.equal(firmware.lines.join("").includes("stored-secret"), false);
	});

	test(`${engine}: storage full of garbage boots to the build's settings with a line that says so`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		const storage = new BoardStorage();
		const record = encodeRecord(new Map([["mqtt.clientId", "damaged"]]), 1) ?? new Uint8Array(0);
		record[20] ^= 1;
		storage.values.set("fieldfeed/a0", record);
		storage.values.set("fieldfeed/b0", new Uint8Array(4_000).fill(0x5a));
		const firmware = await startFirmware({ engine, storage, accept: () => broker.accept() });
		await firmware.simulator.advance(1_000);
		const { packet } = broker.arrivals[0];
		assert.ok(packet.cmd === "connect");
		assert.equal(packet.clientId, "station");
		assert.match(firmware.lines.join(""), /the stored settings cannot be read/);
		assert.deepEqual(firmware.crashes, []);
	});
}
