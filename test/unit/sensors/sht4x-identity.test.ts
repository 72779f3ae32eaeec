/** An SHT3x and an SHT4x have the same address: the serial number's command tells them apart (meshtastic/firmware, pull request 8525). */

import { Sht4xRig } from "fakes/sht4x";
import { equal, ok, test, throws } from "harness";
import { SHT4X } from "sensors/sht4x/sht4x";
import { Sht3xChip } from "../../../sim/board/chips/sht3x";

function place(rig: Sht4xRig) {
	return new rig.bus.I2C({ address: 0x44, hz: 100_000, data: 21, clock: 22 });
}

test("sht4x: an SHT3x in its place is refused, with its model's name, and the bus closed", () => {
	const rig = new Sht4xRig();
	rig.bus.chips.set(0x44, new Sht3xChip({ temperature: () => 20, humidity: () => 50 }, () => rig.now));
	throws(() => rig.open(), "the chip at address 0x44 is no SHT4x: it gives no serial number; an SHT3x is model sht3x");
	equal(rig.bus.open, 0);
	rig.now += 2; // an SHT3x takes no command within 1 ms of another
	equal(SHT4X.identify?.(place(rig)), false);
});

test("sht4x: a serial number with a wrong checksum is none", () => {
	const rig = new Sht4xRig();
	rig.chip.faults.badChecksum = "serial";
	throws(() => rig.open(), "no SHT4x");
	rig.chip.faults.badChecksum = "none";
	rig.chip.faults.stuckHigh = true;
	throws(() => rig.open(), "no SHT4x");
	equal(rig.bus.open, 0);
});

test("sht4x: the serial number is asked for again while the chip is not ready with it", () => {
	const rig = new Sht4xRig();
	const chip = rig.chip;
	chip.serialMs = 1;
	rig.bus.chips.set(0x44, {
		write: (bytes) => chip.write(bytes),
		read: (count) => {
			rig.now += 0.1; // a read that is not acknowledged, at 100 kHz
			return chip.read(count);
		},
	});
	rig.open();
	ok(rig.now >= 1 && rig.now < 2, `${rig.now}`);
});

test("sht4x: identify knows it, and throws as IO does where nothing is", () => {
	const rig = new Sht4xRig();
	equal(SHT4X.identify?.(place(rig)), true);
	rig.chip.faults.absent = true;
	throws(() => SHT4X.identify?.(place(rig)));
});
