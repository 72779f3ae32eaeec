/** Datasheet SNOSD82D §7.6: the device identity is 0x0117; bits 15 to 12 are the revision. */

import { Tmp117Rig } from "fakes/tmp117";
import { equal, test, throws } from "harness";
import { TMP117, Tmp117 } from "sensors/tmp117/tmp117";

function place(rig: Tmp117Rig) {
	return new rig.bus.I2C({ address: 0x48, hz: 100_000, data: 21, clock: 22 });
}

test("tmp117: another chip in its place is refused, with its identity, and the bus closed", () => {
	const rig = new Tmp117Rig();
	rig.chip.identity = 0x1116;
	throws(() => rig.open(), "the chip at address 0x48 is no TMP117: its identity is 0x1116");
	equal(rig.bus.open, 0);
	equal(TMP117.identify?.(place(rig)), false);
});

test("tmp117: another revision is one too", () => {
	const rig = new Tmp117Rig();
	rig.chip.identity = 0x2117;
	rig.open();
	equal(TMP117.identify?.(place(rig)), true);
});

test("tmp117: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Tmp117Rig();
	for (const address of [0x47, 0x4c, Number.NaN])
		throws(() => new Tmp117({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "0x48 to 0x4b");
	equal(rig.bus.opened.length, 0);
});

test("tmp117: identify throws as IO does where nothing is", () => {
	const rig = new Tmp117Rig();
	rig.chip.faults.absent = true;
	throws(() => TMP117.identify?.(place(rig)));
});
