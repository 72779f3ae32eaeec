/** INA226 SBOS547B (SBOS547 table 1 for the example): registers to volts, amperes and watts. */

import { FakeI2cBus } from "fakes/i2c";
import { Ina226Rig } from "fakes/ina";
import { RegisterChip } from "fakes/register-chip";
import { equal, ok, test } from "harness";
import { INA226, Ina226 } from "sensors/ina226/ina226";
import { Fault } from "sensors/sensor";

/** An INA226 whose registers a test gives: bus voltage, shunt voltage, Mask/Enable. */
function scripted(bus: number, shunt: number, mask: number) {
	const i2c = new FakeI2cBus();
	const chip = new RegisterChip();
	for (const [register, word] of [
		[0xfe, 0x5449],
		[0xff, 0x2260],
		[1, shunt],
		[2, bus],
		[6, mask],
	])
		chip.words.set(register, word);
	i2c.chips.set(0x40, chip);
	return { chip, sensor: new Ina226({ sensor: { io: i2c.I2C, data: 21, clock: 22 }, shunt: 0.002 }) };
}

test("ina226: the datasheet's example, a load of 10 A behind 2 mΩ at 12 V: 1F40h and 2570h are 10 A, 11.98 V, 119.8 W", () => {
	const { sensor } = scripted(0x2570, 0x1f40, 0x0008);
	const values = new Float64Array(3);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	for (const [i, value] of [11.98, 10, 119.8].entries()) ok(Math.abs(values[i] - value) < 1e-9, `${values[i]}`);
});

test("ina226: opening reads the identities and resets; a sample starts, and reads flag, bus, shunt and configuration", () => {
	const { chip, sensor } = scripted(0, 0, 0x0008);
	equal(chip.wire, [[0xfe], [2], [0xfe], [2], [0xff], [2], [0x00, 0x80, 0x00]]);
	chip.wire.length = 0;
	sensor.start();
	sensor.take(new Float64Array(3));
	// 64 samples, 1.1 ms each, triggered (§7.1.1).
	equal(chip.wire, [[0x00, 0x47, 0x23], [0x06], [2], [0x02], [2], [0x01], [2], [0x00], [2]]);
});

test("ina226: what the supply has comes through to the chip's resolution, either way", () => {
	for (const [voltage, current, shunt] of [
		[0, 0, 0.1],
		[3.3, 0.000_1, 0.1],
		[12.6, -0.8, 0.1],
		[35.9, 0.819, 0.1],
		[51.2 / 2, 40.9, 0.002],
	]) {
		const rig = new Ina226Rig(shunt);
		rig.voltage = voltage;
		rig.current = current;
		equal(rig.sample(rig.open()), Fault.None);
		ok(Math.abs(rig.values[0] - voltage) <= 0.000_625 + 1e-9, `${rig.values[0]} V`);
		ok(Math.abs(rig.values[1] - current) <= 1.25e-6 / shunt + 1e-9, `${rig.values[1]} A`);
		ok(Math.abs(rig.values[2] - rig.values[0] * rig.values[1]) < 1e-9, `${rig.values[2]} W`);
	}
});

test("ina226: at the ends of the shunt's range, 7FFFh and 8000h, there is a voltage and no current", () => {
	for (const current of [0.8192, 5, -0.8192, -5]) {
		const rig = new Ina226Rig();
		rig.current = current;
		equal(rig.sample(rig.open()), Fault.None);
		equal([...rig.values], [12, Number.NaN, Number.NaN]);
	}
});

test("ina226: with the overflow flag there is a voltage and no current (§7.1.7)", () => {
	const { sensor } = scripted(0x2570, 0x1f40, 0x000c);
	const values = new Float64Array(3);
	sensor.start();
	equal(sensor.take(values), Fault.None);
	equal([...values].map(Number.isNaN), [false, true, true]);
});

test("ina226: range and decimals are those of the shunt", () => {
	const rows = [];
	for (const shunt of [0.1, 0.01, 0.002]) {
		const [voltage, current, power] = INA226.quantities?.({ shunt }) ?? [];
		rows.push([voltage.most, voltage.digits, Math.round((current.most ?? 0) * 1_000), current.digits, power.digits]);
	}
	equal(rows, [
		[36, 3, 819, 5, 4],
		[36, 3, 8_192, 4, 3],
		[36, 3, 40_960, 3, 2],
	]);
});
