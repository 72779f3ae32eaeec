/**
 * A short loss of power resets the settings (BME280 datasheet, table 18) and nobody sees it on the bus. The chip that is there afterwards may
 * be another one, with another calibration: so it is Absent, and opened anew.
 */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, test } from "harness";
import { Bme280 } from "sensors/bme280/bme280";
import { Fault } from "sensors/sensor";
import { COMMUNITY } from "../../../sim/board/chips/bosch-integers";

test("bosch: power lost between two samples is Absent once", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		equal(rig.sample(sensor), Fault.None);
		rig.chip.reset();
		equal(rig.sample(sensor), Fault.Absent);
		sensor.close();
		equal(rig.sample(rig.open()), Fault.None);
	}
});

test("bosch: power lost during a measurement is Absent, not 22 °C of reset registers", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		equal(sensor.start(), Fault.None);
		rig.chip.reset();
		rig.now += Model.conversionMs;
		equal(sensor.take(rig.values), Fault.Absent);
	}
});

test("bosch: a chip exchanged between two samples is not read by the calibration of the first", () => {
	const rig = new BoschRig(Bme280);
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	rig.chip.reset();
	rig.chip.make = { ...rig.chip.make, calibration: COMMUNITY };
	equal(rig.sample(sensor), Fault.Absent);
	sensor.close();
	equal(rig.sample(rig.open()), Fault.None);
	equal(Math.round(rig.values[2]), 1_013);
});

test("bosch: a chip that an earlier firmware left filtering in normal mode is set up anew", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		rig.chip.write(Uint8Array.of(0xf5, 0x1c, 0xf4, 0xff));
		const sensor = rig.open();
		rig.now += 200;
		equal(rig.sample(sensor), Fault.None);
		rig.chip.write(Uint8Array.of(0xf5));
		equal(rig.chip.read(1), Uint8Array.of(0x00));
	}
});
