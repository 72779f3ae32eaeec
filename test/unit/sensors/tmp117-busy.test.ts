/** Datasheet SNOSD82D §7.3.2, §6.5: eight conversions take 125 ms, typically; §7.4.3: Data_Ready tells. */

import { Tmp117Rig } from "fakes/tmp117";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Tmp117 } from "sensors/tmp117/tmp117";

test("tmp117: take is Busy until Data_Ready, and conversionMs is enough for one slower by an eighth", () => {
	const rig = new Tmp117Rig();
	rig.chip.slowness = 1.12;
	const sensor = rig.open();
	equal(sensor.start(), Fault.None);
	rig.now += 139;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += Tmp117.conversionMs - 139;
	equal(sensor.take(rig.values), Fault.None);
});

test("tmp117: one start gives one result", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	equal(sensor.take(rig.values), Fault.Busy);
});

test("tmp117: a chip that never gets ready runs into the time it is allowed", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	rig.chip.faults.busyForever = true;
	equal(rig.sample(sensor), Fault.Timeout);
	rig.chip.faults.busyForever = false;
	equal(rig.sample(sensor), Fault.None);
});
