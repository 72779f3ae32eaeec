/** Contract of Sensor: Fault.Busy may pass; behind the model's timeoutMs it is a Fault.Timeout. */

import { Scd4xRig } from "fakes/scd4x";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

test("scd4x: a chip that never has a measurement runs into the time it is allowed, and is begun with anew meanwhile", () => {
	const rig = new Scd4xRig();
	const sensor = rig.open();
	rig.chip.faults.busyForever = true;
	equal(rig.sample(sensor), Fault.Timeout);
	ok(rig.chip.started >= 4, `${rig.chip.started}`);
	rig.chip.faults.busyForever = false;
	equal(rig.sample(sensor), Fault.None);
});

test("scd4x: taken before its time it is Busy and sends nothing", () => {
	const rig = new Scd4xRig();
	const sensor = rig.open();
	sensor.start();
	for (let i = 0; i < 3; i++) equal(sensor.take(rig.values), Fault.Busy);
	equal(rig.wire, [[0x3f, 0x86]]);
});

test("scd4x: a sample that was given up is gone on with by the next one", () => {
	const rig = new Scd4xRig();
	const sensor = rig.open();
	sensor.start();
	rig.now += 500;
	sensor.take(rig.values);
	rig.now += 10_000;
	equal(rig.sample(sensor), Fault.None);
	equal(rig.chip.started, 1);
});
