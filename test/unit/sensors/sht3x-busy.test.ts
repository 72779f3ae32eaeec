/** Datasheet SHT3x-DIS §4.4: without clock stretching a read is not acknowledged while no data is present. */

import { Sht3xRig } from "fakes/sht3x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht3x } from "sensors/sht3x/sht3x";

test("sht3x: take is Busy until the conversion is over, and after conversionMs it is", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	equal(sensor.start(), Fault.None);
	rig.now += 14;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += Sht3x.conversionMs - 14;
	equal(sensor.take(rig.values), Fault.None);
});

test("sht3x: take without start is Busy", () => {
	const rig = new Sht3xRig();
	equal(rig.ready().take(rig.values), Fault.Busy);
});

test("sht3x: one start gives one result", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
	equal(sensor.take(rig.values), Fault.Busy);
});

test("sht3x: a chip that never gets ready stays Busy and throws nothing", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	rig.chip.faults.busyForever = true;
	for (let i = 0; i < 3; i++) {
		equal(sensor.start(), Fault.None);
		rig.now += 1_000;
		equal(sensor.take(rig.values), Fault.Busy);
	}
});
