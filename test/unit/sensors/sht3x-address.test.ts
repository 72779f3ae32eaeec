/** Datasheet SHT3x-DIS §3.4, table 8: 0x44 with ADDR low, 0x45 with ADDR high. */

import { Sht3xRig } from "fakes/sht3x";
import { equal, test, throws } from "harness";
import { Sht3x } from "sensors/sht3x/sht3x";

test("sht3x: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Sht3xRig();
	for (const address of [0x43, 0x46, 0, Number.NaN]) {
		throws(() => new Sht3x({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "0x44 or 0x45");
	}
	equal(rig.bus.opened.length, 0);
});

test("sht3x: speaks at the address it is given, with the board's bus options", () => {
	const rig = new Sht3xRig();
	rig.bus.chips.set(0x45, rig.chip);
	rig.bus.chips.delete(0x44);
	new Sht3x({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, hz: 400_000, address: 0x45 } });
	const { address, hz, data, clock } = rig.bus.opened[0];
	equal([address, hz, data, clock], [0x45, 400_000, 21, 22]);
});

test("sht3x: the options object is not changed", () => {
	const rig = new Sht3xRig();
	const sensor = Object.freeze({ io: rig.bus.I2C, data: 21, clock: 22 });
	new Sht3x(Object.freeze({ sensor }));
	equal(rig.bus.opened[0].address, 0x44);
});
