/** 0x44, 0x45 or 0x46, by order code. */

import { Sht4xRig } from "fakes/sht4x";
import { equal, test, throws } from "harness";
import { Sht4x } from "sensors/sht4x/sht4x";

test("sht4x: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Sht4xRig();
	for (const address of [0x43, 0x47, 0, Number.NaN])
		throws(() => new Sht4x({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "0x44, 0x45 or 0x46");
	equal(rig.bus.opened.length, 0);
});

test("sht4x: speaks at the address it is given, with the board's bus options", () => {
	const rig = new Sht4xRig();
	rig.bus.chips.set(0x46, rig.chip);
	new Sht4x(Object.freeze({ sensor: Object.freeze({ io: rig.bus.I2C, data: 21, clock: 22, address: 0x46 }) }));
	const { address, hz, data, clock } = rig.bus.opened[0];
	equal([address, hz, data, clock], [0x46, 100_000, 21, 22]);
});
