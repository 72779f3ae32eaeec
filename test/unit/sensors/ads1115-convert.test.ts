/** ADS111x SBAS444E, "Data Format": code by full scale / 2^15; the code clips at 7FFFh and 8000h. */

import { Ads1115Rig } from "fakes/ads1115";
import { equal, ok, test } from "harness";
import { ADS1115, ADS1115_SCALES } from "sensors/ads1115/ads1115";
import { Fault } from "sensors/sensor";

test("ads1115: one step is full scale / 2^15, in every range (LSB sizes: 187.5, 125, 62.5, 31.25, 15.625, 7.8125 µV)", () => {
	const steps = [187.5e-6, 125e-6, 62.5e-6, 31.25e-6, 15.625e-6, 7.8125e-6];
	for (const [i, scale] of ADS1115_SCALES.entries()) {
		const rig = new Ads1115Rig();
		rig.volts.splice(0, 4, steps[i], 0, 16_384 * steps[i], -steps[i]);
		equal(rig.sample(rig.open(scale)), Fault.None);
		ok(Math.abs(rig.values[0] - steps[i]) < 1e-12, `${scale}: ${rig.values[0]}`);
		equal(rig.values[1], 0);
		ok(Math.abs(rig.values[2] - scale / 2) < 1e-12, `${scale}: ${rig.values[2]}`);
		ok(Math.abs(rig.values[3] + steps[i]) < 1e-12, "an offset below ground is a reading");
	}
});

test("ads1115: each input's reading is its voltage, to a step", () => {
	const rig = new Ads1115Rig();
	const sensor = rig.open();
	for (const volts of [
		[0, 0.36, 0.4, 2],
		[3.3, 4.09, 0.001, 1.234_5],
	]) {
		rig.volts.splice(0, 4, ...volts);
		equal(rig.sample(sensor), Fault.None);
		for (let i = 0; i < 4; i++) ok(Math.abs(rig.values[i] - volts[i]) <= 125e-6 / 2, `${rig.values[i]}`);
	}
});

test("ads1115: an input at an end of the scale has no reading, and the others have theirs", () => {
	const rig = new Ads1115Rig();
	const sensor = rig.open(2.048);
	rig.volts[1] = 2.048;
	rig.volts[3] = 5;
	equal(rig.sample(sensor), Fault.None);
	equal([...rig.values].map(Number.isNaN), [false, true, false, true]);
	equal(rig.values[0], 0.5);
});

test("ads1115: all four inputs beyond the scale are a Fault.Range", () => {
	const rig = new Ads1115Rig();
	rig.volts.fill(3);
	equal(rig.sample(rig.open(0.256)), Fault.Range);
});

test("ads1115: the decimals are the range's resolution, its bounds those of the input", () => {
	const digits = [];
	for (const fullScale of ADS1115_SCALES) digits.push(ADS1115.quantities?.({ fullScale })[0].digits);
	equal(digits, [4, 4, 5, 5, 5, 6]);
	const [first] = ADS1115.quantities?.({ fullScale: 2.048 }) ?? [];
	equal([first.least, first.most], [-0.3, 2.048]);
	equal(ADS1115.quantities?.({ fullScale: 0.256 })[3].least, -0.256);
});
