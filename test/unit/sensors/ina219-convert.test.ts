/** INA219 SBOS448G: registers to volts, amperes and watts. */

import { FakeI2cBus } from "fakes/i2c";
import { Ina219Rig } from "fakes/ina";
import { RegisterChip } from "fakes/register-chip";
import { equal, ok, test } from "harness";
import { INA219, Ina219 } from "sensors/ina219/ina219";
import { Fault } from "sensors/sensor";

/** An INA219 whose registers a test gives: bus voltage and shunt voltage. */
function scripted(bus: number, shunt: number) {
	const i2c = new FakeI2cBus();
	const chip = new RegisterChip();
	chip.onWrite = (register, word) => chip.words.set(register, word & 0x8000 ? 0x399f : word);
	chip.words.set(1, shunt);
	chip.words.set(2, bus);
	i2c.chips.set(0x40, chip);
	return { chip, sensor: new Ina219({ sensor: { io: i2c.I2C, data: 21, clock: 22 }, shunt: 0.002 }) };
}

test("ina219: table 8's example, a load of 10 A behind 2 mΩ at 12 V: 07D0h and 5D98h are 10 A, 11.98 V, 119.8 W", () => {
	// The bus voltage register with the bit that says ready.
	const { sensor } = scripted(0x5d98 | 2, 0x07d0);
	const values = new Float64Array(3);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	for (const [i, value] of [11.98, 10, 119.8].entries()) ok(Math.abs(values[i] - value) < 1e-9, `${values[i]}`);
});

test("ina219: opening looks for an INA226's identity and resets; a sample clears the flag, starts, and reads bus, shunt and configuration", () => {
	const { chip, sensor } = scripted(2, 0);
	equal(chip.wire, [[0xfe], [2], [0x00, 0x80, 0x00], [0x00], [2]]);
	chip.wire.length = 0;
	sensor.start();
	sensor.take(new Float64Array(3));
	// 32 V, 320 mV, 128 samples of 12 bits of each, triggered (§8.6.2.1).
	equal(chip.wire, [[0x03], [2], [0x00, 0x3f, 0xfb], [0x02], [2], [0x01], [2], [0x00], [2]]);
});

test("ina219: what the supply has comes through to the chip's resolution, either way", () => {
	for (const [voltage, current, shunt] of [
		[0, 0, 0.1],
		[3.3, 0.001, 0.1],
		[12.6, -1.5, 0.1],
		[25.9, 3.199, 0.1],
		[13.8, 31.9, 0.01],
	]) {
		const rig = new Ina219Rig(shunt);
		rig.voltage = voltage;
		rig.current = current;
		equal(rig.sample(rig.open()), Fault.None);
		ok(Math.abs(rig.values[0] - voltage) <= 0.002 + 1e-9, `${rig.values[0]} V`);
		ok(Math.abs(rig.values[1] - current) <= 5e-6 / shunt + 1e-9, `${rig.values[1]} A`);
		ok(Math.abs(rig.values[2] - rig.values[0] * rig.values[1]) < 1e-9, `${rig.values[2]} W`);
	}
});

test("ina219: at the ends of the shunt's range, 7D00h and 8300h, there is a voltage and no current (§8.6.3.1)", () => {
	for (const current of [3.2, 5, -3.2, -5]) {
		const rig = new Ina219Rig();
		rig.current = current;
		equal(rig.sample(rig.open()), Fault.None);
		equal([...rig.values], [12, Number.NaN, Number.NaN]);
	}
});

test("ina219: with the overflow flag there is a voltage and no current (§8.6.3.2)", () => {
	const { sensor } = scripted(0x5d98 | 3, 0x07d0);
	const values = new Float64Array(3);
	sensor.start();
	equal(sensor.take(values), Fault.None);
	equal([...values].map(Number.isNaN), [false, true, true]);
});

test("ina219: range and decimals are those of the shunt", () => {
	const rows = [];
	for (const shunt of [0.1, 0.01, 0.00075]) {
		const [voltage, current, power] = INA219.quantities?.({ shunt }) ?? [];
		rows.push([voltage.most, voltage.digits, Math.round(current.most ?? 0), current.digits, power.digits]);
	}
	equal(rows, [
		[26, 3, 3, 4, 3],
		[26, 3, 32, 3, 2],
		[26, 3, 427, 2, 1],
	]);
});
