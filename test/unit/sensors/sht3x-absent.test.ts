/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { Sht3xRig } from "fakes/sht3x";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";
import { Sht3x } from "sensors/sht3x/sht3x";

test("sht3x: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Sht3xRig();
	rig.bus.chips.clear();
	throws(() => rig.open(), "no SHT3x answers at address 0x44");
	equal(rig.bus.opened.length, 1);
	equal(rig.bus.open, 0);
});

test("sht3x: what the I2C class throws passes through", () => {
	const rig = new Sht3xRig();
	throws(() => new Sht3x({ sensor: { io: rig.bus.I2C } }), "options");
	equal(rig.bus.open, 0);
});

test("sht3x: a chip unplugged later is Absent, and back again it works", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	rig.chip.faults.absent = true;
	equal(sensor.start(), Fault.Absent);
	rig.chip.faults.absent = false;
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
});

test("sht3x: a chip unplugged during the conversion gives no reading", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	rig.convert(sensor);
	rig.chip.faults.absent = true;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(sensor.start(), Fault.Absent);
});
