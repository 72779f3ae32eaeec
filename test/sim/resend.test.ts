import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

/** `created_at` of each PUBLISH, in order of arrival. */
function stamps(published: readonly string[]): string[] {
	return published.map((text) => text.split("created_at=")[1]);
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: what no PINGRESP proved is sent again on the next connection, unchanged (C1, C2)`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker({
			onPacket(link, packet) {
				if (packet.cmd !== "pingreq" || broker.connections > 1) return false;
				link.end();
				return true;
			},
		});
		const firmware = await startFirmware({ engine, accept: () => broker.accept() });
		broker.watch(firmware.clock);
		await firmware.simulator.advance(50_000);
		assert.equal(broker.published.length, 2);
		assert.equal(broker.published[0], broker.published[1]);
		const [first, second] = broker.arrivals.filter(({ packet }) => packet.cmd === "publish");
		assert.ok(second.ticks - first.ticks >= 16_000, "and not before the channel's minimum interval has passed (R1)");
		await firmware.simulator.advance(60_000);
		assert.equal(new Set(broker.published).size, 2, "once proved it is not sent again");
	});

	test(`${engine}: rows of an outage arrive afterwards, in order, at the channel's pace (C1, C3, R1)`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		let down = true;
		const firmware = await startFirmware({ engine, accept: () => (down ? undefined : broker.accept()) });
		broker.watch(firmware.clock);
		await firmware.simulator.advance(20 * 60_000);
		down = false;
		await firmware.simulator.advance(20 * 60_000);
		const times = stamps(broker.published);
		assert.equal(times.length, 40, "a row a minute, none lost");
		assert.deepEqual(times, [...times].sort());
		assert.equal(new Set(times).size, 40);
		const ticks = broker.arrivals.filter(({ packet }) => packet.cmd === "publish").map((arrival) => arrival.ticks);
		const least = Math.min(...ticks.slice(1).map((at, i) => at - ticks[i]));
		assert.ok(least >= 16_000, `${least} ms between two updates`);
	});
}
