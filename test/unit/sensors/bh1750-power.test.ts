/** BH1750FVI Technical Note: behind power-on the chip is powered down, 69 in its measurement time register, 0 in its data register. */

import { Bh1750Rig } from "fakes/light";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("bh1750: power lost between two samples does no harm", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	for (const illuminance of [80_000, 3, 400]) {
		rig.illuminance = illuminance;
		equal(rig.sample(sensor), Fault.None);
		rig.chip.reset();
		equal(rig.sample(sensor), Fault.None);
		equal(Math.round(rig.values[0] / 10) * 10, Math.round(illuminance / 10) * 10);
	}
});

test("bh1750: power lost during the first step is no darkness: the second one measures it", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	rig.illuminance = 400;
	sensor.start();
	rig.chip.reset();
	equal(rig.finish(sensor), Fault.None);
	equal(Math.round(rig.values[0]), 400);
	rig.illuminance = 50_000;
	sensor.start();
	rig.chip.reset();
	equal(rig.finish(sensor), Fault.Range);
});

test("bh1750: power lost in the second step of sunlight is Absent, not darkness", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	rig.illuminance = 80_000;
	sensor.start();
	rig.now += sensor.waitMs;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.chip.reset();
	equal(rig.finish(sensor), Fault.Absent);
});

test("bh1750: behind each sample, and behind opening, the chip is powered down", () => {
	const rig = new Bh1750Rig();
	rig.chip.write(Uint8Array.of(0x10));
	const sensor = rig.open();
	equal(rig.chip.isOn, false);
	for (const illuminance of [80_000, 3, 400]) {
		rig.illuminance = illuminance;
		rig.sample(sensor);
		equal(rig.chip.isOn, false);
	}
});
