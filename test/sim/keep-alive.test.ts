import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const DAY_MS = 86_400_000;

for (const { engine, skip } of ENGINES) {
	for (const [keepAlive, interval] of [
		[240, 60],
		[240, 3_600],
		[3_000, 86_400],
		[30, 3_600],
	] as const) {
		const name = `${engine}: a virtual day, keep alive ${keepAlive} s, a publish every ${interval} s: never silent for longer (K1)`;
		test(name, { skip }, async () => {
			const broker = new ScriptedBroker();
			const settings = { "mqtt.keepAlive": keepAlive, "channel.1.interval": interval, "sensor.air.interval": 60 };
			const firmware = await startFirmware({ engine, accept: () => broker.accept(), settings });
			broker.watch(firmware.clock);
			await firmware.simulator.advance(DAY_MS);
			assert.equal(broker.connections, 1, "one session all day");
			const times = [...broker.arrivals.map(({ ticks }) => ticks), firmware.clock.ticks];
			const most = Math.max(...times.slice(1).map((ticks, i) => ticks - times[i]));
			assert.ok(most <= keepAlive * 1_000, `${most} ms between two packets`);
			assert.ok(most < 3_600_000, "under the broker's one-hour idle cutoff");
			assert.equal(broker.published.length, Math.floor((DAY_MS - 16_000) / (interval * 1_000)) + 1);
			assert.deepEqual(firmware.crashes, []);
		});
	}
}
