import assert from "node:assert/strict";
import { test } from "node:test";
import { RainGauge } from "../../sim/board/chips/rain-gauge";
import { BoardPins } from "../../sim/board/pins";
import type { VirtualClock } from "../../sim/clock/virtual";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const TIP = 0.2794;
const MINUTE = 60_000;
const PIN = 27;

/** 12 mm/h from the second to the 32nd minute. */
function rainfall(ms: number): number {
	return Math.min(Math.max(0, ms - 2 * MINUTE), 30 * MINUTE) * (12 / (60 * MINUTE));
}

function wire(clock: VirtualClock): BoardPins {
	const pins = new BoardPins();
	const gauge = new RainGauge({ rainfall: () => rainfall(clock.ticks) }, () => clock.ticks);
	gauge.faults.bounces = 3;
	pins.attach(PIN, gauge);
	return pins;
}

const SETTINGS = {
	"sensor.gauge.model": "rain",
	"sensor.gauge.pin": PIN,
	"sensor.gauge.interval": 10,
	"channel.1.field1": "gauge.rain:sum",
	"channel.1.field2": "gauge.total",
};

/** Field n of each publish, in order of arrival; NaN where there is none. */
function field(published: readonly string[], n: number): number[] {
	return published.map((text) => Number(new RegExp(`field${n}=([^&]+)`).exec(text)?.[1]));
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: rain that falls while the network is down arrives later, tip for tip, in the rows of its time`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		let down = true;
		const firmware = await startFirmware({
			engine,
			settings: SETTINGS,
			pins: wire,
			accept: () => (down ? undefined : broker.accept()),
		});
		broker.watch(firmware.clock);
		await firmware.simulator.advance(20 * MINUTE);
		down = false;
		await firmware.simulator.advance(40 * MINUTE);
		assert.deepEqual(firmware.crashes, []);
		const rain = field(broker.published, 1);
		const tips = Math.floor(rainfall(60 * MINUTE) / TIP);
		assert.ok(broker.published.length >= 58, `${broker.published.length} rows, one a minute`);
		const sum = rain.reduce((a, b) => a + b, 0);
		assert.ok(Math.abs(sum - tips * TIP) < 0.01, `${sum} mm of ${tips * TIP} arrived`);
		assert.ok(Math.abs((field(broker.published, 2).at(-1) ?? 0) - tips * TIP) < 0.01, "and so says the total");
		const wet = rain.map((mm, minute) => (mm > 0 ? minute : -1)).filter((minute) => minute >= 0);
		assert.ok(wet[0] >= 2 && (wet.at(-1) ?? 0) <= 33, `wet minutes ${wet[0]} to ${wet.at(-1)}`);
		assert.ok(Math.max(...rain) <= 2 * TIP, "no row has the rain of others");
	});
}
