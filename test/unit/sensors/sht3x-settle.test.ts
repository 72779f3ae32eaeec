/** Datasheet SHT3x-DIS §4, §4.8: after a command the chip receives no other for 1 ms. */

import { Sht3xRig } from "fakes/sht3x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht3x } from "sensors/sht3x/sht3x";

test("sht3x: started in the moment it is opened, it still gives its first reading", () => {
	const rig = new Sht3xRig();
	const sensor = rig.open();
	equal(sensor.start(), Fault.None);
	rig.now += Sht3x.conversionMs;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += Sht3x.conversionMs;
	equal(sensor.take(rig.values), Fault.None);
	equal(Math.round(rig.values[0]), 20);
});

test("sht3x: taken before it was ever started, it is Busy and sends no command", () => {
	const rig = new Sht3xRig();
	const sensor = rig.open();
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += 20;
	equal(sensor.take(rig.values), Fault.Busy);
});

test("sht3x: unplugged right after opening, it is Absent by the first take", () => {
	const rig = new Sht3xRig();
	const sensor = rig.open();
	sensor.start();
	rig.chip.faults.absent = true;
	rig.now += Sht3x.conversionMs;
	equal(sensor.take(rig.values), Fault.Absent);
});

test("sht3x: a measurement left under way by an earlier life of the firmware does not hinder opening", () => {
	const rig = new Sht3xRig();
	rig.chip.write(Uint8Array.of(0x24, 0x00));
	rig.now += 2;
	const sensor = rig.ready();
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
});
