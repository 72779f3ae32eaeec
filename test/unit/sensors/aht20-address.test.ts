/** 0x38 is the only address; there is no identity to ask for. */

import { Aht20Rig } from "fakes/aht20";
import { equal, test, throws } from "harness";
import { AHT20, Aht20 } from "sensors/aht20/aht20";

test("aht20: another address than 0x38 is refused before anything is opened", () => {
	const rig = new Aht20Rig();
	for (const address of [0x37, 0x39, Number.NaN])
		throws(() => new Aht20({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "an AHT20 has address 0x38");
	equal(rig.bus.opened.length, 0);
	equal("identify" in AHT20, false);
});
