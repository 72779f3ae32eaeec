/** DS18B20 datasheet, table 1, "Temperature/Data Relationship", and what comes through of the model's air. */

import { Ds18b20Rig } from "fakes/ds18b20";
import { FakeOneWire } from "fakes/one-wire";
import { equal, ok, test } from "harness";
import { Ds18b20 } from "sensors/ds18b20/ds18b20";
import { Fault } from "sensors/sensor";
import { Shared } from "sensors/shared";

/** Digital output of table 1, by °C. */
const TABLE: readonly (readonly [number, number])[] = [
	[125, 0x07d0],
	[85, 0x0550],
	[25.0625, 0x0191],
	[10.125, 0x00a2],
	[0.5, 0x0008],
	[0, 0x0000],
	[-0.5, 0xfff8],
	[-10.125, 0xff5e],
	[-25.0625, 0xfe6f],
	[-55, 0xfc90],
];

test("ds18b20: the datasheet's table", () => {
	for (const [celsius, word] of TABLE) {
		const rig = new Ds18b20Rig();
		rig.temperature = celsius;
		const sensor = rig.open();
		rig.convert(sensor);
		equal(sensor.take(rig.values), Fault.None);
		equal(rig.values[0], celsius);
		const pad = rig.bus.line(4).devices[0];
		pad.reset();
		for (const byte of [0xcc, 0xbe]) pad.write(byte);
		equal(pad.read() | (pad.read() << 8), word);
	}
});

test("ds18b20: what the model feels comes through within half a step", () => {
	const rig = new Ds18b20Rig();
	const sensor = rig.open();
	for (let celsius = -55; celsius <= 125; celsius += 7.77) {
		rig.temperature = celsius;
		rig.convert(sensor);
		equal(sensor.take(rig.values), Fault.None);
		ok(Math.abs(rig.values[0] - celsius) <= 1 / 32);
	}
});

test("ds18b20: the undefined low bits of a chip that stays at 9 bit are left out", () => {
	const bus = new FakeOneWire();
	const rom = Uint8Array.of(0x28, 0x13, 0x9b, 0xbb, 0x0b, 0x00, 0x00, 0x1f);
	// 25.0625 °C, and a configuration of 9 bit.
	const pad = [0x91, 0x01, 0x7d, 0xc9, 0x1f, 0xff, 0x0f, 0x10, 0];
	let at = -1;
	let written: number[] = [];
	bus.attach(4, {
		rom,
		reset: () => {
			written = [];
			return true;
		},
		write: (byte) => {
			written.push(byte);
			at = written.length === 10 && byte === 0xbe ? 0 : -1;
		},
		read: () => (at < 0 ? 0xff : pad[at++]),
	});
	pad[8] = crcOf(pad.slice(0, 8));
	const sensor = new Ds18b20({ sensor: { io: bus.OneWire, pin: 4 }, shared: new Shared() });
	const values = new Float64Array(1);
	sensor.start();
	equal([sensor.take(values), values[0]], [Fault.None, 25]);
});

/** Bit by bit, as the datasheet's figure of the shift register draws it. */
function crcOf(bytes: readonly number[]): number {
	let register = 0;
	for (const byte of bytes)
		for (let bit = 0; bit < 8; bit++) {
			const feedback = (register ^ (byte >> bit)) & 1;
			register = (register >> 1) ^ (feedback ? 0x8c : 0);
		}
	return register;
}
