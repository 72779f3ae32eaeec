/** While it converts, for at most 8.3 ms, the chip does not acknowledge. */

import { Sht4xRig } from "fakes/sht4x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht4x } from "sensors/sht4x/sht4x";

test("sht4x: take is Busy until the conversion is over, and after conversionMs it is", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	equal(sensor.start(), Fault.None);
	rig.now += 8;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += Sht4x.conversionMs - 8;
	equal(sensor.take(rig.values), Fault.None);
	equal(sensor.take(rig.values), Fault.Busy);
});

test("sht4x: take without start is Busy", () => {
	const rig = new Sht4xRig();
	equal(rig.open().take(rig.values), Fault.Busy);
});

test("sht4x: a chip that never gets ready runs into the time it is allowed", () => {
	const rig = new Sht4xRig();
	const sensor = rig.open();
	rig.chip.faults.busyForever = true;
	for (let i = 0; i < 3; i++) equal(rig.sample(sensor), Fault.Timeout);
	rig.chip.faults.busyForever = false;
	equal(rig.sample(sensor), Fault.None);
});
