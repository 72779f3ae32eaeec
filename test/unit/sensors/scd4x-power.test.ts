/** A chip that lost its power for a moment idles, and says nothing of it: it has no measurement for long, and is begun with anew. */

import { Scd4xRig } from "fakes/scd4x";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

test("scd4x: it is noticed at the next sample when that is late enough, and started again with its altitude", () => {
	for (const intervalMs of [10_000, 60_000]) {
		const rig = new Scd4xRig();
		const sensor = rig.ready({ intervalMs, elevation: 250 });
		rig.chip.reset();
		rig.now += intervalMs;
		rig.co2 = 800;
		equal(rig.sample(sensor), Fault.None);
		equal(rig.values[0], 800);
		equal([rig.chip.started, rig.chip.altitude], [2, 250]);
	}
});

test("scd4x: with samples each second the last measurement serves for 7.5 s, and no longer", () => {
	const rig = new Scd4xRig();
	const sensor = rig.ready();
	const lostAt = rig.now;
	rig.chip.reset();
	rig.co2 = 800;
	rig.now += 1_100; // the chip is up again
	while (rig.sample(sensor) === Fault.None && rig.values[0] !== 800) {
		ok(rig.now - lostAt < 7_600, `${rig.now - lostAt}`);
		rig.now += 1_000;
	}
	equal(rig.values[0], 800);
	ok(rig.now - lostAt < 15_000, `${rig.now - lostAt}`);
});

test("scd4x: while it comes up it is Absent, so that it is opened anew", () => {
	const rig = new Scd4xRig();
	const sensor = rig.ready();
	rig.chip.reset();
	rig.now += 500;
	equal(rig.sample(sensor), Fault.Absent);
});
