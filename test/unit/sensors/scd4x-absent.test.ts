/** A chip that does not acknowledge is Absent, at each of the steps. */

import { Scd4xRig } from "fakes/scd4x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("scd4x: a chip unplugged later is Absent, and back again it works", () => {
	const rig = new Scd4xRig();
	const sensor = rig.ready();
	rig.chip.faults.absent = true;
	equal(rig.sample(sensor), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("scd4x: unplugged behind any of the steps of its first sample, it is Absent", () => {
	for (let steps = 0; steps < 6; steps++) {
		const rig = new Scd4xRig();
		const sensor = rig.open({ elevation: 100 });
		equal(sensor.start(), Fault.None);
		for (let i = 0; i < steps; i++) {
			rig.now += sensor.waitMs;
			equal(sensor.take(rig.values), Fault.Busy);
		}
		rig.chip.faults.absent = true;
		rig.now += sensor.waitMs;
		equal(sensor.take(rig.values), Fault.Absent, `${steps}`);
	}
});

test("scd4x: something else that acknowledges, but has no serial number, is Absent", () => {
	const rig = new Scd4xRig();
	rig.bus.chips.set(0x62, { write: () => true, read: () => undefined });
	equal(rig.sample(rig.open()), Fault.Absent);
});
