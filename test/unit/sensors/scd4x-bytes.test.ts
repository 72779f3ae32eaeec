/** Datasheet SCD4x, version 1.3: what goes over the wires, with the datasheet's own examples. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, ok, test } from "harness";
import { crc8 } from "sensors/crc8";
import { Scd4x } from "sensors/scd4x/scd4x";
import { Fault } from "sensors/sensor";

/** Table 24: serial number 273'325'796'834'238. */
const SERIAL = [0xf8, 0x96, 0x31, 0x9f, 0x07, 0xc2, 0x3b, 0xbe, 0x89];
/** Table 11: 500 ppm, 25 °C, 37 %. */
const MEASUREMENT = [0x01, 0xf4, 0x33, 0x66, 0x67, 0xa2, 0x5e, 0xb9, 0x3c];
/** Table 22: 0x8000 is not ready. */
const NOT_READY = [0x80, 0x00, 0xa2];
const READY = [0x80, 0x06, 0x04];

test("scd4x: the checksums of the datasheet's examples are ours", () => {
	for (const [high, low, checksum] of [NOT_READY, [0x07, 0x9e, 0x09], SERIAL, MEASUREMENT])
		equal(crc8(Uint8Array.of(high, low), 0, 2), checksum);
});

test("scd4x: stop, serial number, altitude, start, ready?, measurement; then ready? and measurement alone", () => {
	const bus = new FakeI2cBus();
	const wire: string[] = [];
	const answers = [SERIAL, NOT_READY, READY, MEASUREMENT, READY, MEASUREMENT];
	bus.chips.set(0x62, {
		write: (bytes) => wire.push([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")) > 0,
		read: (count) => {
			const answer = answers.shift() ?? [];
			equal(answer.length, count);
			return Uint8Array.from(answer);
		},
	});
	let now = 0;
	const clock = {
		get ticks() {
			return now;
		},
	};
	const sensor = new Scd4x({ sensor: { io: bus.I2C, data: 21, clock: 22 }, clock, elevation: 1_950 });
	const values = new Float64Array(3);
	const waits: number[] = [];
	for (let sample = 0; sample < 2; sample++) {
		equal(sensor.start(), Fault.None);
		do {
			waits.push(sensor.waitMs);
			now += sensor.waitMs;
		} while (sensor.take(values) === Fault.Busy);
	}
	equal(wire, ["3f86", "3682", "2427079e09", "21b1", "e4b8", "e4b8", "ec05", "e4b8", "ec05"]);
	equal(waits, [500, 2, 2, 5_000, 2, 250, 2, 2, 2, 2]);
	equal(values[0], 500);
	ok(Math.abs(values[1] - 25) < 0.005 && Math.abs(values[2] - 37) < 0.005, `${values}`);
});
