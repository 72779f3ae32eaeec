/** Each word is followed by its checksum; that of 0xFFFF is 0xAC, that of 0x0000 is 0x81. */

import { Sht4xRig } from "fakes/sht4x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("sht4x: a wrong checksum of either word is a Fault and gives no reading", () => {
	for (const word of ["temperature", "humidity"] as const) {
		const rig = new Sht4xRig();
		const sensor = rig.open();
		rig.chip.faults.badChecksum = word;
		equal(rig.sample(sensor), Fault.Checksum, word);
		equal(rig.values, Float64Array.of(Number.NaN, Number.NaN), word);
		rig.chip.faults.badChecksum = "none";
		equal(rig.sample(sensor), Fault.None, word);
	}
});

test("sht4x: a bus stuck at one level is a Fault", () => {
	for (const fault of ["stuckHigh", "stuckLow"] as const) {
		const rig = new Sht4xRig();
		const sensor = rig.open();
		rig.chip.faults[fault] = true;
		equal(rig.sample(sensor), Fault.Checksum, fault);
	}
});
