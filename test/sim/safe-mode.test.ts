import assert from "node:assert/strict";
import { test } from "node:test";
import { FEED_MS, QUICK_RESETS, SAFE_MS } from "health/health";
import { ResetReason } from "health/system";
import { BoardStorage } from "../../sim/board/storage";
import { BoardSupervisor } from "../../sim/board/supervisor";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a board that panics again and again comes up in safe mode, and leaves it by itself`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		const supervisor = new BoardSupervisor();
		const storage = new BoardStorage();
		storage.values.set("fieldfeed/a0", Uint8Array.of(1, 2, 3));
		const start = () => startFirmware({ engine, supervisor, storage, accept: () => broker.accept() });
		for (let i = 0; i < QUICK_RESETS; i++) {
			const firmware = await start();
			await firmware.simulator.advance(2_000);
			await firmware.simulator.stop();
			supervisor.reason = ResetReason.Panic;
		}
		const connections = broker.connections;
		const firmware = await start();
		await firmware.simulator.advance(120_000);
		assert.match(firmware.lines.join(""), /safe mode after several quick resets/);
		assert.equal(firmware.lines.join("").includes('"event":"sample"'), false, "sensors are off");
		assert.equal(broker.connections, connections, "and no connection in the first minutes");
		await firmware.simulator.advance(SAFE_MS);
		assert.match(firmware.lines.join(""), /safe mode is over/);
		await firmware.simulator.advance(120_000);
		assert.ok(firmware.lines.join("").includes('"event":"published"'), "it works again");
		assert.equal(storage.values.size, 1, "settings are untouched");
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: the watchdog is fed, and the first PINGRESP marks the image valid`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const supervisor = new BoardSupervisor();
		const firmware = await startFirmware({ engine, supervisor, accept: () => broker.accept() });
		await firmware.simulator.advance(1_000);
		assert.equal(supervisor.valid, false);
		await firmware.simulator.advance(120_000);
		assert.equal(supervisor.valid, true);
		assert.ok(supervisor.feeds > 121_000 / FEED_MS, `${supervisor.feeds}`);
	});
}
