/** "AHT20 Product manuals", version 1.1, §5.4: wait 80 ms, and longer while the busy bit is set. */

import { Aht20Rig } from "fakes/aht20";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("aht20: a slow measurement is asked for again each 10 ms", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	rig.chip.measureMs = 95;
	sensor.start();
	rig.now += sensor.waitMs;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(sensor.waitMs, 10);
	rig.now += 20;
	equal(sensor.take(rig.values), Fault.None);
});

test("aht20: a chip that never gets ready runs into the time it is allowed, and is not started anew meanwhile", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	rig.chip.faults.busyForever = true;
	equal(rig.sample(sensor), Fault.Timeout);
	equal(rig.sample(sensor), Fault.Timeout);
	rig.chip.faults.busyForever = false;
	equal(rig.sample(sensor), Fault.None);
});

test("aht20: a bus stuck high looks busy for ever, one stuck low like a chip that cannot be calibrated", () => {
	const rig = new Aht20Rig();
	const sensor = rig.open();
	rig.chip.faults.stuckHigh = true;
	equal(rig.sample(sensor), Fault.Timeout);
	rig.chip.faults.stuckHigh = false;
	rig.chip.faults.stuckLow = true;
	equal(rig.sample(sensor), Fault.Defective);
});
