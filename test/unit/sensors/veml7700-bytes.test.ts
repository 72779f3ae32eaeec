/** VEML7700 datasheet, command register format and read word protocol; application note, flow chart: what the driver puts on the wires. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { Veml7700 } from "sensors/veml7700/veml7700";

function wired(...counts: number[]) {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	let configuration = 0;
	bus.chips.set(0x10, {
		write: (bytes) => {
			if (bytes[0] === 0x00) configuration = bytes[1] | (bytes[2] << 8);
			return wire.push([...bytes]) > 0;
		},
		read: () => undefined,
		writeRead: (bytes, count) => {
			wire.push([...bytes, -count]);
			const word = { 0: configuration, 4: counts[0], 7: 0xc481 }[bytes[0]] ?? 0;
			if (bytes[0] === 0x04) counts.shift();
			return Uint8Array.of(word & 0xff, word >> 8);
		},
	});
	return { wire, sensor: new Veml7700({ sensor: { io: bus.I2C, data: 21, clock: 22 } }), values: new Float64Array(1) };
}

test("veml7700: opening asks for the device ID with a repeated start, and shuts it down", () => {
	equal(wired().wire, [
		[0x07, -2],
		[0x00, 0x01, 0x00],
	]);
});

test("veml7700: a sample is no power saving, gain 1/8 and 100 ms set while shut down, then woken, and shut down behind it", () => {
	const { wire, sensor, values } = wired(1_000);
	wire.splice(0);
	equal(sensor.start(), Fault.None);
	equal(wire.splice(0), [
		[0x03, 0x00, 0x00],
		[0x00, 0x01, 0x10],
		[0x00, 0x00, 0x10],
	]);
	equal(sensor.waitMs, 203);
	equal(sensor.take(values), Fault.None);
	equal(wire, [
		[0x00, -2],
		[0x04, -2],
		[0x00, 0x01, 0x10],
	]);
	// 1000 counts of 0.5376 lx are 537.6 lx, and 561.0 behind the correction.
	equal(Math.round(values[0] * 10), 5_610);
});

test("veml7700: the application note's example, 1500 lx are corrected to 1658 lx", () => {
	const { sensor, values } = wired(2_790);
	sensor.start();
	equal(sensor.take(values), Fault.None);
	ok(Math.abs(values[0] - 1_658) < 1, `${values[0]}`);
});

test("veml7700: in darkness the next measurement is the most sensitive one, in light beyond 10 000 counts a shorter one", () => {
	const dark = wired(0, 238);
	dark.sensor.start();
	dark.wire.splice(0);
	equal(dark.sensor.take(dark.values), Fault.Busy);
	equal(dark.wire.slice(2), [
		[0x00, 0xc1, 0x08],
		[0x00, 0xc0, 0x08],
	]);
	equal(dark.sensor.waitMs, 1_603);
	equal(dark.sensor.take(dark.values), Fault.None);
	equal(Math.round(dark.values[0] * 100), 100);
	for (const [count, low, high, wait] of [
		[15_000, 0x00, 0x12, 103],
		[25_000, 0x00, 0x13, 53],
		[0xffff, 0x00, 0x13, 53],
	]) {
		const { wire, sensor, values } = wired(count, 9_000);
		sensor.start();
		wire.splice(0);
		equal(sensor.take(values), Fault.Busy);
		equal(wire.slice(2), [
			[0x00, low | 1, high],
			[0x00, low, high],
		]);
		equal(sensor.waitMs, wait);
		equal(sensor.take(values), Fault.None);
	}
});

test("veml7700: whatever comes, a sample is over behind four measurements", () => {
	const { sensor, values } = wired(0, 0xffff, 0, 0xffff, 0, 0xffff);
	sensor.start();
	const faults = [1, 2, 3, 4].map(() => sensor.take(values));
	equal(faults, [Fault.Busy, Fault.Busy, Fault.Busy, Fault.Range]);
});
