/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { Aht20Rig } from "fakes/aht20";
import { equal, test, throws } from "harness";
import { Aht20 } from "sensors/aht20/aht20";
import { Fault } from "sensors/sensor";

test("aht20: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Aht20Rig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no AHT20 answers at address 0x38");
	equal(rig.bus.opened.length, 1);
	equal(rig.bus.open, 0);
});

test("aht20: a chip unplugged later is Absent, and back again it works", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	rig.chip.faults.absent = true;
	equal(rig.sample(sensor), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("aht20: a chip unplugged during the conversion is Absent", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	sensor.start();
	rig.chip.faults.absent = true;
	rig.now += Aht20.conversionMs;
	equal(sensor.take(rig.values), Fault.Absent);
});
