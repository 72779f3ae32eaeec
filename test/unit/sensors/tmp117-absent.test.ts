/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { Tmp117Rig } from "fakes/tmp117";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";
import { Tmp117 } from "sensors/tmp117/tmp117";

test("tmp117: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Tmp117Rig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no TMP117 answers at address 0x48");
	equal(rig.bus.opened.length, 1);
	equal(rig.bus.open, 0);
});

test("tmp117: a chip unplugged later is Absent, and back again it works", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	rig.chip.faults.absent = true;
	equal(rig.sample(sensor), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("tmp117: a chip unplugged during the conversion is Absent", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	sensor.start();
	rig.now += Tmp117.conversionMs;
	rig.chip.faults.absent = true;
	equal(sensor.take(rig.values), Fault.Absent);
});
