/** BME280 datasheet §5.4.4: bit 3 of the status register is set while a conversion is running. */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";

test("bosch: take is Busy until the measurement is over, and after conversionMs it is", () => {
	for (const { name, Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		equal(sensor.start(), Fault.None);
		rig.now += Model.conversionMs - 2;
		equal(sensor.take(rig.values), Fault.Busy);
		ok(rig.values.every(Number.isNaN), name);
		rig.now += 2;
		equal(sensor.take(rig.values), Fault.None);
	}
});

test("bosch: one start gives one result, and none without it", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		equal(sensor.take(rig.values), Fault.Busy);
		equal(rig.sample(sensor), Fault.None);
		equal(sensor.take(rig.values), Fault.Busy);
	}
});

test("bosch: a chip that never gets ready, or never begins, stays Busy and throws nothing", () => {
	for (const { Model } of BOSCH_MODELS) {
		for (const fault of ["busyForever", "deaf"] as const) {
			const rig = new BoschRig(Model);
			const sensor = rig.open();
			rig.chip.faults[fault] = true;
			for (let i = 0; i < 3; i++) equal(rig.sample(sensor), Fault.Busy);
			rig.chip.faults[fault] = false;
			equal(rig.sample(sensor), Fault.None);
		}
	}
});

test("bosch: a chip that is still at the measurement of a sample that was given up can be started", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		equal(sensor.start(), Fault.None);
		rig.now += 10;
		equal(rig.sample(sensor), Fault.None);
	}
});

test("bosch: a chip that keeps its last data is not noticed by the driver, but by who compares samples", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		rig.sample(sensor);
		const [before] = rig.values;
		rig.temperature = 30;
		rig.chip.faults.stuck = true;
		equal(rig.sample(sensor), Fault.None);
		equal(rig.values[0], before);
	}
});
