/** Datasheet SNAS672A §7.6: behind a loss of power the configuration is 0x1000, as the driver writes it, and both results are 0. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("hdc1080: power lost between two samples is not noticed", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	rig.sample(sensor);
	rig.chip.reset();
	rig.now += 20;
	equal(rig.sample(sensor), Fault.None);
	equal(Math.round(rig.values[1]), 50);
});

test("hdc1080: power lost during a conversion, or behind it, makes it begin anew; -40 °C and 0 % are never told", () => {
	for (const lostAt of [1, 12, 19]) {
		const rig = new Hdc1080Rig();
		const sensor = rig.open();
		sensor.start();
		rig.now += lostAt;
		rig.chip.reset();
		rig.now += 20;
		equal(sensor.take(rig.values), Fault.Busy);
		rig.now += 20;
		equal(sensor.take(rig.values), Fault.None);
		equal(Math.round(rig.values[1]), 50);
	}
});

test("hdc1080: a configuration that an earlier firmware left is written over", () => {
	const rig = new Hdc1080Rig();
	rig.chip.write(Uint8Array.of(0x02, 0x25, 0x00));
	equal(rig.sample(rig.open()), Fault.None);
	equal([Math.round(rig.values[0]), Math.round(rig.values[1])], [20, 50]);
});

test("hdc1080: a low supply, which the chip tells in the same register, is no fault", () => {
	const rig = new Hdc1080Rig();
	rig.chip.lowSupply = true;
	equal(rig.sample(rig.open()), Fault.None);
});
