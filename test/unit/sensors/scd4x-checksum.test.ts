/** Datasheet SCD4x, version 1.3, table 32: each word is followed by its checksum. */

import { Scd4xRig } from "fakes/scd4x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

const NOTHING = Float64Array.of(Number.NaN, Number.NaN, Number.NaN);

test("scd4x: a wrong checksum of any word is a Fault and gives no reading; then it is good again", () => {
	for (const word of ["serial", "ready", "co2", "temperature", "humidity"] as const) {
		const rig = new Scd4xRig();
		const sensor = rig.open();
		rig.chip.faults.badChecksum = word;
		equal(rig.sample(sensor), Fault.Checksum, word);
		equal(rig.values, NOTHING, word);
		rig.chip.faults.badChecksum = "none";
		rig.now += 5_000;
		equal(rig.sample(sensor), Fault.None, word);
		equal(rig.chip.started, 1, word);
	}
});

test("scd4x: a measurement with a wrong checksum does not bring back the one before", () => {
	const rig = new Scd4xRig();
	const sensor = rig.ready();
	rig.chip.faults.badChecksum = "co2";
	rig.now += 5_000;
	equal(rig.sample(sensor), Fault.Checksum);
	rig.chip.faults.badChecksum = "none";
	rig.co2 = 700;
	equal(rig.sample(sensor), Fault.None);
	equal(rig.values[0], 700);
});

test("scd4x: a bus stuck at one level is a Fault", () => {
	for (const fault of ["stuckHigh", "stuckLow"] as const) {
		const rig = new Scd4xRig();
		const sensor = rig.ready();
		rig.chip.faults[fault] = true;
		equal(rig.sample(sensor), Fault.Checksum, fault);
	}
});
