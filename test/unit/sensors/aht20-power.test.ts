/** A chip that lost its power for a moment may have to be initialised again; it is asked at each start. */

import { Aht20Rig } from "fakes/aht20";
import { inRange } from "fakes/sampled";
import { equal, ok, test } from "harness";
import { Aht20 } from "sensors/aht20/aht20";
import { Fault } from "sensors/sensor";

test("aht20: one that comes up uncalibrated is initialised once, and again behind a loss of power", () => {
	const rig = new Aht20Rig();
	rig.chip.calibratedAtPower = false;
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	equal(rig.sample(sensor), Fault.None);
	equal(rig.chip.initialised, 1);
	rig.chip.reset();
	rig.now += 100;
	equal(rig.sample(sensor), Fault.None);
	equal(rig.chip.initialised, 2);
	equal(Math.round(rig.values[0]), 20);
});

test("aht20: power lost during a measurement: one that comes up uncalibrated measures anew", () => {
	const rig = new Aht20Rig();
	rig.chip.calibratedAtPower = false;
	const sensor = rig.open();
	rig.sample(sensor);
	sensor.start();
	rig.chip.reset();
	rig.now += Aht20.conversionMs;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += sensor.waitMs;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += sensor.waitMs;
	equal(sensor.take(rig.values), Fault.None);
	equal(Math.round(rig.values[1]), 50);
});

test("aht20: power lost during a measurement: the zeros of one that comes up calibrated are out of range", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	sensor.start();
	rig.chip.reset();
	rig.now += Aht20.conversionMs;
	sensor.take(rig.values);
	ok(!inRange(Aht20.quantities, rig.values));
});

test("aht20: one that does not become calibrated is Defective", () => {
	const rig = new Aht20Rig();
	rig.chip.faults.neverCalibrated = true;
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.Defective);
	rig.chip.faults.neverCalibrated = false;
	equal(rig.sample(sensor), Fault.None);
});
