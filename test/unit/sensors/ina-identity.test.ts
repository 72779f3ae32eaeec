/** INA219 and INA226 have the same addresses and other registers: each is recognised at the other's place. */

import { Ina219Rig, Ina226Rig } from "fakes/ina";
import { RegisterChip } from "fakes/register-chip";
import { equal, test, throws } from "harness";
import { INA219, Ina219 } from "sensors/ina219/ina219";
import { INA226, Ina226 } from "sensors/ina226/ina226";

test("ina219: an INA226 at its place is refused by name, and is not written to", () => {
	const rig = new Ina219Rig();
	const other = new RegisterChip();
	other.words.set(0xfe, 0x5449);
	other.words.set(0xff, 0x2260);
	rig.bus.chips.set(0x40, other);
	throws(() => rig.open(), "the chip at 0x40 is no INA219: its identity is 0x5449 0x2260, an INA226's");
	equal(other.wire.filter((bytes) => bytes.length > 1).length, 0);
	rig.bus.chips.set(0x40, new Ina226Rig().chip);
	throws(() => rig.open(), "an INA226's");
	equal(rig.bus.open, 0);
});

test("ina226: an INA219 at its place is refused by name", () => {
	const rig = new Ina226Rig();
	rig.bus.chips.set(0x40, new Ina219Rig().chip);
	throws(() => rig.open(), "the chip at 0x40 is no INA226: it has no identity and the configuration of an INA219");
	equal(rig.bus.open, 0);
});

test("ina226: an INA219 that this firmware has configured is told from an INA226 too", () => {
	const other = new Ina219Rig();
	other.sample(other.open());
	const rig = new Ina226Rig();
	rig.bus.chips.set(0x40, other.chip);
	throws(() => rig.open(), "the configuration of an INA219");
});

test("ina219, ina226: any other chip is refused with what it says of itself", () => {
	const other = new RegisterChip();
	other.words.set(0xfe, 0x5449);
	// An HDC1080, which can only be at 0x40.
	other.words.set(0xff, 0x1050);
	const first = new Ina219Rig();
	first.bus.chips.set(0x40, other);
	throws(() => first.open(), "the chip at 0x40 is no INA219: its identity is 0x5449 0x1050");
	other.words.delete(0xfe);
	throws(() => first.open(), "the chip at 0x40 is no INA219: its configuration after a reset is 0x8000");
	other.words.set(0xfe, 0x5449);
	const second = new Ina226Rig();
	second.bus.chips.set(0x40, other);
	throws(() => second.open(), "the chip at 0x40 is no INA226: its identity is 0x5449 0x1050");
	second.bus.chips.set(0x40, second.chip);
	second.chip.faults.wrongIdentity = true;
	throws(() => second.open(), "its identity is 0x0000 0x0000");
});

test("ina226: any revision of the die is one (§7.1.10)", () => {
	const rig = new Ina226Rig();
	const chip = new RegisterChip();
	chip.words.set(0xfe, 0x5449);
	chip.words.set(0xff, 0x2261);
	rig.bus.chips.set(0x40, chip);
	rig.open().close();
});

test("ina219, ina226: the scan tells one from the other without a write", () => {
	const one = new Ina219Rig();
	const two = new Ina226Rig();
	const rows = [];
	for (const { bus } of [one, two]) {
		const io = new bus.I2C({ address: 0x40, hz: 100_000, data: 21, clock: 22 });
		rows.push([INA219.identify?.(io), INA226.identify?.(io)]);
	}
	equal(rows, [
		[true, false],
		[false, true],
	]);
});

test("ina219, ina226: addresses and shunts that cannot be are refused before anything is opened", () => {
	const { bus } = new Ina219Rig();
	const io = { io: bus.I2C, data: 21, clock: 22 };
	for (const [Model, name] of [
		[Ina219, "INA219"],
		[Ina226, "INA226"],
	] as const) {
		throws(() => new Model({ sensor: { ...io, address: 0x50 } }), `an ${name} has address 0x40 to 0x4f, not 0x50`);
		throws(() => new Model({ sensor: io, shunt: 0 }), "shunt: allowed is 0.0001 to 10");
		throws(() => new Model({ sensor: io, shunt: Number.NaN }), "shunt");
	}
	equal(bus.opened.length, 0);
});
