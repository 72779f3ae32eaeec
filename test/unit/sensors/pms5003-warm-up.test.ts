/** PMS5003 data manual V2.3, "Circuit attentions": stable data 30 seconds after the fan starts. */

import { Pms5003Rig } from "fakes/pms5003";
import { equal, ok, test } from "harness";
import { Pms5003 } from "sensors/pms5003/pms5003";
import { Fault } from "sensors/sensor";

test("pms5003: the first sample is Busy until 30 s behind the opening, and is then a warm one", () => {
	const rig = new Pms5003Rig();
	const { fault, tookMs } = rig.sample(rig.open());
	equal([fault, ...rig.values], [Fault.None, 5, 12, 20]);
	ok(tookMs >= 30_000 && tookMs <= Pms5003.timeoutMs);
});

test("pms5003: a sensor that is not there is told at once, not behind the warm-up", () => {
	const rig = new Pms5003Rig();
	rig.chip.faults.absent = true;
	const { fault, tookMs } = rig.sample(rig.open());
	equal(fault, Fault.Absent);
	ok(tookMs < 4_000);
});

test("pms5003: one that lost its power speaks unasked, and warms up again", () => {
	const rig = new Pms5003Rig();
	const sensor = rig.warm();
	rig.pass(60_000);
	rig.chip.powerOn();
	rig.pass(5_000);
	const { fault, tookMs } = rig.sample(sensor);
	equal([fault, ...rig.values], [Fault.None, 5, 12, 20]);
	ok(tookMs >= 30_000);
	equal(rig.chip.active, false);
	rig.pass(60_000);
	equal(rig.sample(sensor).tookMs, 200);
});
