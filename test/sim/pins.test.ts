import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Failure } from "core/result";
import { I2cBus } from "../../sim/board/bus";
import { Hcsr04Module } from "../../sim/board/chips/hcsr04";
import { SoilProbe } from "../../sim/board/chips/soil";
import { BoardPins } from "../../sim/board/pins";
import { bundleGuest } from "../../sim/bundle";
import { VirtualClock } from "../../sim/clock/virtual";
import { makerOf } from "../../sim/engine/makers";
import { ModelNetwork } from "../../sim/network/model";
import { findRoot } from "../../sim/root";
import { Simulator } from "../../sim/simulator";
import { ENGINES, startFirmware } from "../fakes/firmware";

const ROOT = findRoot();
const script = bundleGuest({ root: ROOT, main: join(ROOT, "test/fakes/pins-main.ts") });

for (const { engine, skip } of ENGINES) {
	test(`${engine}: the simulated board's pins are read, driven, released, counted and refused as the SDK's are`, {
		skip,
	}, async (t) => {
		const maker = makerOf(engine, ROOT);
		assert.ok(maker);
		const clock = new VirtualClock();
		const pins = new BoardPins();
		const driven: number[] = [];
		let held: 0 | undefined = 0;
		pins.attach(22, { level: () => held, driven: (level) => driven.push(level) });
		pins.attach(34, { voltage: () => 1 });
		const lines: string[] = [];
		const simulator = new Simulator({
			engine: maker,
			clock,
			network: new ModelNetwork({ clock, accept: () => Failure.Unreachable }),
			bus: new I2cBus(),
			pins,
			probe: () => new Float64Array(5),
			script: await script,
			config: {},
			seed: 1,
			onLine: (line) => lines.push(line),
			onCrash: (reason) => lines.push(reason),
		});
		t.after(() => simulator.stop());
		await simulator.start();
		held = undefined;
		await simulator.advance(2_000);
		assert.deepEqual(lines, [
			"held 0",
			"output Error: can't read output",
			"input Error: can't write input",
			"twice Error: in use",
			"none RangeError: invalid pin",
			"input only RangeError: input only",
			"analog 1671 12",
			"not analog RangeError: not analog pin",
			"adc2 undefined",
			"pulses 0 0",
			"closed TypeError: PulseCounter is closed",
			"free 1",
			"floating 0",
		]);
		assert.deepEqual(driven, [0, -1, -1]);
	});

	test(`${engine}: an HC-SR04 and a soil probe on pins are sampled, and two sensors on one pin are told`, {
		skip,
	}, async () => {
		const firmware = await startFirmware({
			engine,
			accept: () => undefined,
			pins: (clock) => {
				const pins = new BoardPins();
				const air = { distance: () => 1.5, temperature: () => 20 };
				const module = new Hcsr04Module(air, () => clock.ticks);
				pins.attach(5, module.trigger);
				pins.attach(18, module.echo);
				pins.attach(34, new SoilProbe({ soilMoisture: () => 40 }));
				return pins;
			},
			settings: {
				"sensor.level.model": "hcsr04",
				"sensor.level.trigger": 5,
				"sensor.level.echo": 18,
				"sensor.bed.model": "soil",
				"sensor.bed.pin": 34,
				"sensor.bed.dry": "2.2",
				"sensor.bed.wet": "1",
				"sensor.rain.model": "rain",
				"sensor.rain.pin": 18,
				"sensor.wind.model": "anemometer",
				"sensor.wind.pin": 21,
				"sensor.tank.model": "battery",
				"sensor.tank.pin": 25,
				"subscription.1.topic": "a",
				"subscription.1.do": "pin 5",
			},
		});
		await firmware.simulator.advance(6_000);
		const errors = firmware.events().flatMap(({ event, text }) => (event === "error" ? [String(text)] : []));
		for (const error of [
			"sensor.rain.pin: pin 18 is that of sensor.level already",
			'sensor.wind.pin: pin 21 cannot be used: the I2C bus "default" uses it',
			"sensor.tank.pin: pin 25 is no analog input beside Wi-Fi: allowed is 32, 33, 34, 35, 36, 37, 38, 39",
			"subscription.1.do: pin 5 cannot be driven: sensor.level uses it",
		])
			assert.ok(errors.includes(error), `${error} is not in ${JSON.stringify(errors)}`);
		const samples = firmware.lines.filter((line) => line.includes('"sample"'));
		assert.ok(
			samples.some((line) => /"level".*"distance":1\.(49|5)/.test(line)),
			samples.join("\n"),
		);
		assert.ok(
			samples.some((line) => /"bed".*(39\.[5-9]|40)/.test(line)),
			samples.join("\n"),
		);
		assert.deepEqual(firmware.crashes, []);
	});
}
