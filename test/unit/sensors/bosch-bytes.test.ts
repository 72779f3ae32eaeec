/** BME280 datasheet §5.4.3, §6.2; BMP280 datasheet §4.3.4: what the drivers put on the wires. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, test } from "harness";
import { Bme280 } from "sensors/bme280/bme280";
import { Bmp280 } from "sensors/bmp280/bmp280";
import { Fault } from "sensors/sensor";

/** A chip that answers each read with a byte that depends on the register, and writes down what comes. */
function wired(identity: number) {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	let pointer = 0;
	bus.chips.set(0x76, {
		write: (bytes) => {
			pointer = bytes[0];
			return wire.push([...bytes]) > 0;
		},
		read: (count) => {
			wire.push([count]);
			if (pointer === 0xd0) return Uint8Array.of(identity);
			if (pointer === 0xf4) return Uint8Array.of(0x54);
			const first = pointer === 0xf3 ? [0x00, 0x54] : [];
			return Uint8Array.from({ length: count }, (_, i) => first[i] ?? i + 1);
		},
	});
	return { wire, sensor: { io: bus.I2C, data: 21, clock: 22 } };
}

test("bme280: opening reads identity, status and calibration; ctrl_hum goes before ctrl_meas, always", () => {
	const { wire, sensor } = wired(0x60);
	const bme280 = new Bme280({ sensor });
	equal(wire.splice(0), [
		...[[0xd0], [1]],
		...[[0xf3], [1]],
		...[[0x88], [26]],
		...[[0xe1], [7]],
		[0xf2, 0x01, 0xf4, 0x54, 0xf5, 0x00],
	]);
	equal(bme280.start(), Fault.None);
	equal(wire.splice(0), [[0xf4], [1], [0xf2, 0x01, 0xf5, 0x00, 0xf4, 0x55]]);
	equal(bme280.take(new Float64Array(3)), Fault.None);
	equal(wire, [[0xf3], [12]]);
});

test("bmp280: the same without humidity", () => {
	const { wire, sensor } = wired(0x58);
	const bmp280 = new Bmp280({ sensor });
	equal(wire.splice(0), [[0xd0], [1], [0xf3], [1], [0x88], [26], [0xf4, 0x54, 0xf5, 0x00]]);
	equal(bmp280.start(), Fault.None);
	equal(wire.splice(0), [[0xf4], [1], [0xf5, 0x00, 0xf4, 0x55]]);
	equal(bmp280.take(new Float64Array(2)), Fault.None);
	equal(wire, [[0xf3], [10]]);
});
