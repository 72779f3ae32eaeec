/** Datasheet SHT3x-DIS §4.4, §4.12: each word is followed by its checksum. */

import { Sht3xRig } from "fakes/sht3x";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";

test("sht3x: a wrong checksum of either word is a Fault and gives no reading", () => {
	for (const word of ["temperature", "humidity"] as const) {
		const rig = new Sht3xRig();
		const sensor = rig.ready();
		rig.chip.faults.badChecksum = word;
		rig.convert(sensor);
		equal(sensor.take(rig.values), Fault.Checksum, word);
		equal(rig.values, Float64Array.of(Number.NaN, Number.NaN), word);
	}
});

test("sht3x: a bus stuck high is a Fault, not 130 °C", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	rig.chip.faults.stuckHigh = true;
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.Checksum);
});

test("sht3x: the sample after a wrong checksum is good again", () => {
	const rig = new Sht3xRig();
	const sensor = rig.ready();
	rig.chip.faults.badChecksum = "temperature";
	rig.convert(sensor);
	sensor.take(rig.values);
	rig.chip.faults.badChecksum = "none";
	rig.convert(sensor);
	equal(sensor.take(rig.values), Fault.None);
});
