/** The chip measures each 5 s, or 30 s in low power mode (datasheet SCD4x, version 1.3, §3.5.1, §3.8.1), whatever the interval of the samples. */

import { Scd4xRig } from "fakes/scd4x";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

/** Takes `count` samples `intervalMs` apart while CO2 rises by 1 ppm a second; the largest age of a reading, in seconds. */
function largestAge(rig: Scd4xRig, intervalMs: number, count: number): number {
	rig.co2 = 1_005;
	const sensor = rig.ready({ intervalMs });
	let oldest = 0;
	let due = rig.now;
	for (let i = 0; i < count; i++) {
		due += intervalMs;
		rig.now = Math.max(rig.now, due);
		rig.co2 = 1_000 + rig.now / 1_000;
		equal(rig.sample(sensor), Fault.None);
		oldest = Math.max(oldest, rig.co2 - rig.values[0]);
	}
	return oldest;
}

test("scd4x: samples more often than the chip measures have its newest measurement", () => {
	const rig = new Scd4xRig();
	const age = largestAge(rig, 1_000, 60);
	ok(age <= 7.5, `${age} s`);
	equal(rig.chip.started, 1);
});

test("scd4x: samples as often as the chip measures never wait, though its clock is not ours", () => {
	for (const slowness of [0.97, 1, 1.03]) {
		const rig = new Scd4xRig();
		rig.chip.slowness = slowness;
		const before = rig.now;
		largestAge(rig, 5_000, 200);
		ok(rig.now - before < 1_010_000, `${rig.now}`);
		equal(rig.chip.started, 1);
	}
});

test("scd4x: from 60 s on it is low power mode, and each sample has a new measurement", () => {
	for (const [intervalMs, rhythmMs] of [
		[59_000, 5_000],
		[60_000, 30_000],
		[600_000, 30_000],
	]) {
		const rig = new Scd4xRig();
		rig.chip.slowness = 1.05;
		const age = largestAge(rig, intervalMs, 20);
		ok(age <= 1, `${age} s`);
		equal([rig.chip.rhythmMs, rig.chip.started], [rhythmMs, 1]);
	}
});

test("scd4x: without a measurement yet a sample waits for it", () => {
	const rig = new Scd4xRig();
	rig.chip.slowness = 1.2;
	equal(rig.sample(rig.open()), Fault.None);
	ok(rig.took >= 6_500 && rig.took < 7_000, `${rig.took}`);
});
