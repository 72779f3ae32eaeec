/** Datasheet SNAS672A §6.5: 6.35 ms and 6.5 ms, typically; §7.5.1.2: while it converts, a read is not acknowledged. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { equal, test } from "harness";
import { Hdc1080 } from "sensors/hdc1080/hdc1080";
import { Fault } from "sensors/sensor";

test("hdc1080: take is Busy until both are converted, and conversionMs is enough for a chip slower by half", () => {
	const rig = new Hdc1080Rig();
	rig.chip.slowness = 1.5;
	const sensor = rig.open();
	equal(sensor.start(), Fault.None);
	rig.now += 19;
	equal(sensor.take(rig.values), Fault.Busy);
	rig.now += Hdc1080.conversionMs - 19;
	equal(sensor.take(rig.values), Fault.None);
});

test("hdc1080: a chip slower than that is asked again", () => {
	const rig = new Hdc1080Rig();
	rig.chip.slowness = 2;
	equal(rig.sample(rig.open()), Fault.None);
});

test("hdc1080: one start gives one result, and none before the first", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	equal(sensor.take(rig.values), Fault.Busy);
	equal(rig.sample(sensor), Fault.None);
	equal(sensor.take(rig.values), Fault.Busy);
});

test("hdc1080: a chip that never gets ready runs into the time it is allowed", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	rig.chip.faults.busyForever = true;
	equal(rig.sample(sensor), Fault.Timeout);
	rig.chip.faults.busyForever = false;
	equal(rig.sample(sensor), Fault.None);
});
