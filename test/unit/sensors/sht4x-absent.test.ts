/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { Sht4xRig } from "fakes/sht4x";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";

test("sht4x: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Sht4xRig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no SHT4x answers at address 0x44");
	equal(rig.bus.opened.length, 1);
	equal(rig.bus.open, 0);
});

test("sht4x: a chip unplugged later is Absent, and back again it works", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	rig.chip.faults.absent = true;
	equal(rig.sample(sensor), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("sht4x: a chip unplugged during the conversion gives no reading", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	sensor.start();
	rig.chip.faults.absent = true;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(sensor.start(), Fault.Absent);
});
