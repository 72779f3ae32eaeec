/** Datasheet SNOSD82D §7.3.1: behind a loss of power the chip converts continuously, and its result is -256 °C at first. */

import { Tmp117Rig } from "fakes/tmp117";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("tmp117: power lost between two samples is not noticed", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	rig.sample(sensor);
	rig.chip.reset();
	rig.now += 5;
	equal(rig.sample(sensor), Fault.None);
	equal(rig.values, Float64Array.of(20));
});

test("tmp117: power lost during a conversion makes it begin anew, whether the chip has a result by then or not", () => {
	for (const lostAt of [1, 100]) {
		const rig = new Tmp117Rig();
		const sensor = rig.open();
		sensor.start();
		rig.now += lostAt;
		rig.chip.reset();
		rig.now += 130;
		equal(sensor.take(rig.values), Fault.Busy);
		rig.now += 140;
		equal(sensor.take(rig.values), Fault.None);
		equal(rig.values, Float64Array.of(20));
	}
});
