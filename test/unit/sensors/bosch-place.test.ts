/** BME280 datasheet §6.2: 0x76 with SDO low, 0x77 with SDO high. ECMA-419: the options are not changed, close may be called twice. */

import { BOSCH_MODELS, BoschRig } from "fakes/bosch";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";

test("bosch: an address the chip cannot have is refused before anything is opened", () => {
	for (const { name, Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		for (const address of [0x75, 0x78, 0, Number.NaN])
			throws(
				() => new Model({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }),
				`a ${name} has address 0x76 or 0x77`,
			);
		equal(rig.bus.opened.length, 0);
	}
});

test("bosch: speaks at the address it is given, with the board's bus options, which it does not change", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		rig.bus.chips.set(0x77, rig.chip);
		rig.bus.chips.delete(0x76);
		const sensor = Object.freeze({ io: rig.bus.I2C, data: 21, clock: 22, hz: 400_000, address: 0x77 });
		equal(rig.sample(new Model(Object.freeze({ sensor }))), Fault.None);
		const { address, hz, data, clock } = rig.bus.opened[0];
		equal([address, hz, data, clock], [0x77, 400_000, 21, 22]);
	}
});

test("bosch: close releases the bus, twice does no harm, and then it is Absent", () => {
	for (const { Model } of BOSCH_MODELS) {
		const rig = new BoschRig(Model);
		const sensor = rig.open();
		equal(rig.bus.open, 1);
		sensor.close();
		sensor.close();
		equal(rig.bus.open, 0);
		equal(sensor.start(), Fault.Absent);
		equal(sensor.take(rig.values), Fault.Absent);
	}
});
