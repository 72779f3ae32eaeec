/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";

test("bosch: without a chip the constructor throws and leaves the bus closed", () => {
	for (const { name, Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		rig.chip.faults.absent = true;
		throws(() => rig.open(), `no ${name} answers at address 0x76`);
		equal([rig.bus.opened.length, rig.bus.open], [1, 0]);
	}
});

test("bosch: a chip that leaves while it is being opened is absent as well", () => {
	for (const { name, Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		let left = 5;
		const { chip } = rig;
		rig.bus.chips.set(0x76, {
			write: (bytes) => left-- > 0 && chip.write(bytes),
			read: (count) => (left-- > 0 ? chip.read(count) : undefined),
		});
		throws(() => rig.open(), `no ${name} answers`);
		equal(rig.bus.open, 0);
	}
});

test("bosch: what the I2C class throws passes through", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		throws(() => new Model({ sensor: { io: rig.bus.I2C } }), "options");
	}
});

test("bosch: a chip unplugged is Absent, by start and by take, and back again, opened anew, it works", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		rig.chip.faults.absent = true;
		equal(sensor.start(), Fault.Absent);
		rig.chip.faults.absent = false;
		equal(sensor.start(), Fault.None);
		rig.chip.faults.absent = true;
		equal(sensor.take(rig.values), Fault.Absent);
		sensor.close();
		rig.chip.faults.absent = false;
		rig.chip.reset();
		equal(rig.sample(rig.open()), Fault.None);
	}
});

test("bosch: a bus stuck at one level is Absent, not a reading", () => {
	for (const { Model } of BOSCH_MODELS) {
		for (const stuck of ["stuckHigh", "stuckLow"] as const) {
			const rig = new BoschRig(Model);
			const sensor = rig.open();
			equal(sensor.start(), Fault.None);
			rig.now += 50;
			rig.chip.faults[stuck] = true;
			equal(sensor.take(rig.values), Fault.Absent);
			equal(sensor.start(), Fault.Absent);
		}
	}
});
