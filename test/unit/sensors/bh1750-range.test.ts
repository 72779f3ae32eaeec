/** BH1750FVI Technical Note: 0.11 lx to 100 000 lx by the measurement time register. */

import { Bh1750Rig } from "fakes/light";
import { equal, ok, test } from "harness";
import { Bh1750 } from "sensors/bh1750/bh1750";
import { Fault } from "sensors/sensor";

test("bh1750: what the chip feels comes through, from darkness to sunlight, in its steps", () => {
	for (const [illuminance, step] of [
		[0, 0.06],
		[0.5, 0.06],
		[7, 0.06],
		[9.99, 0.06],
		[25, 0.5],
		[400, 0.5],
		[27_306, 0.5],
		[54_600, 0.5],
		[54_700, 1],
		[100_000, 1],
		[120_000, 1],
	]) {
		const rig = new Bh1750Rig();
		rig.illuminance = illuminance;
		equal(rig.sample(rig.open()), Fault.None);
		ok(Math.abs(rig.values[0] - illuminance) <= step, `${rig.values[0]} is not ${illuminance}`);
	}
});

test("bh1750: more light than it can count is a Range, and the next sample starts anew", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	rig.illuminance = 130_000;
	equal(rig.sample(sensor), Fault.Range);
	ok(Number.isNaN(rig.values[0]));
	rig.illuminance = 300;
	equal(rig.sample(sensor), Fault.None);
	equal(Math.round(rig.values[0]), 300);
	equal(rig.chip.isOn, false);
});

test("bh1750: a sample is over in the time that the model is allowed, whatever the light does", () => {
	for (const lights of [
		[0, 100_000],
		[100_000, 0],
		[200_000, 200_000],
		[5, 5],
	]) {
		const rig = new Bh1750Rig();
		const sensor = rig.open();
		[rig.illuminance] = lights;
		sensor.start();
		rig.now += sensor.waitMs;
		[, rig.illuminance] = lights;
		if (sensor.take(rig.values) === Fault.Busy) {
			rig.now += sensor.waitMs;
			ok(sensor.take(rig.values) !== Fault.Busy);
		}
		ok(rig.now <= Bh1750.timeoutMs, `${rig.now} ms`);
	}
});
