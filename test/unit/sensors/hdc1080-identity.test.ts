/** Datasheet SNAS672A §7.6.5, §7.6.6: 0x5449 is the maker, which an INA226 at the same address has too, and 0x1050 the device. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { Ina219Rig, Ina226Rig } from "fakes/ina";
import { equal, test, throws } from "harness";
import { HDC1080, Hdc1080 } from "sensors/hdc1080/hdc1080";
import { INA219, Ina219 } from "sensors/ina219/ina219";
import { INA226, Ina226 } from "sensors/ina226/ina226";

const PLACE = { address: 0x40, hz: 100_000, data: 21, clock: 22 };

test("hdc1080, ina219, ina226: at the address they share each is known by its own model alone", () => {
	const rows = [];
	for (const { bus } of [new Hdc1080Rig(), new Ina219Rig(), new Ina226Rig()]) {
		const io = new bus.I2C(PLACE);
		rows.push([HDC1080, INA219, INA226].map(({ identify }) => identify?.(io)));
	}
	equal(rows, [
		[true, false, false],
		[false, true, false],
		[false, false, true],
	]);
});

test("hdc1080: an INA226 in its place is refused, an INA219 too, and the bus closed", () => {
	const rig = new Hdc1080Rig();
	rig.bus.chips.set(0x40, new Ina226Rig().chip);
	throws(() => rig.open(), "the chip at 0x40 is no HDC1080: its identity is 0x5449 0x2260");
	rig.bus.chips.set(0x40, new Ina219Rig().chip);
	throws(() => rig.open(), "the chip at 0x40 is no HDC1080: its identity is 0x");
	rig.bus.chips.set(0x40, rig.chip);
	rig.chip.faults.wrongIdentity = true;
	throws(() => rig.open(), "0x5449 0x2260");
	equal(rig.bus.open, 0);
});

test("ina219, ina226: an HDC1080 in their place is refused with its identity", () => {
	const { bus } = new Hdc1080Rig();
	const sensor = { io: bus.I2C, data: 21, clock: 22 };
	throws(() => new Ina219({ sensor }), "the chip at 0x40 is no INA219: its identity is 0x5449 0x1050");
	throws(() => new Ina226({ sensor }), "the chip at 0x40 is no INA226: its identity is 0x5449 0x1050");
	equal(bus.open, 0);
});

test("hdc1080: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Hdc1080Rig();
	for (const address of [0x41, 0, Number.NaN])
		throws(() => new Hdc1080({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "has address 0x40, not");
	equal(rig.bus.opened.length, 0);
});

test("hdc1080: identify throws as IO does where nothing is", () => {
	const rig = new Hdc1080Rig();
	rig.chip.faults.absent = true;
	throws(() => HDC1080.identify?.(new rig.bus.I2C(PLACE)));
});
