/** "AHT20 Product manuals", version 1.1, §5.4: AC 33 00, 80 ms, then a read; BE 08 00 for a chip that is not calibrated. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, ok, test } from "harness";
import { Aht20 } from "sensors/aht20/aht20";
import { crc8 } from "sensors/crc8";
import { Fault } from "sensors/sensor";

/** From a chip (bilbobg/aht20, README): 23.191071 %, 31.674576 °C. */
const FROM_A_CHIP = Uint8Array.of(0x1c, 0x3b, 0x5e, 0x86, 0x88, 0xb2, 0xd2);

test("aht20: the checksum is Sensirion's, over the six bytes before it", () => {
	equal(crc8(FROM_A_CHIP, 0, 6), 0xd2);
});

test("aht20: a sample reads the status, sends AC 33 00 and reads seven bytes", () => {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	bus.chips.set(0x38, {
		write: (bytes) => wire.push([...bytes]) > 0,
		read: (count) => (wire.push([count]) > 0 ? FROM_A_CHIP.slice(0, count) : undefined),
	});
	const sensor = new Aht20({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	const values = new Float64Array(2);
	equal(sensor.start(), Fault.None);
	equal(sensor.waitMs, 80);
	equal(sensor.take(values), Fault.None);
	equal(wire, [[1], [1], [0xac, 0x33, 0x00], [7]]);
	ok(Math.abs(values[0] - 31.674576) < 1e-5, `${values[0]}`);
	ok(Math.abs(values[1] - 23.191071) < 1e-5, `${values[1]}`);
});

test("aht20: one that is not calibrated gets BE 08 00 first, and 10 ms for it", () => {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	let status = 0x10;
	bus.chips.set(0x38, {
		write: (bytes) => {
			if (bytes[0] === 0xbe) status = 0x18;
			return wire.push([...bytes]) > 0;
		},
		read: (count) => new Uint8Array(count).fill(status),
	});
	const sensor = new Aht20({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	sensor.start();
	equal(sensor.waitMs, 10);
	equal(sensor.take(new Float64Array(2)), Fault.Busy);
	equal(sensor.waitMs, 80);
	equal(wire, [
		[0xbe, 0x08, 0x00],
		[0xac, 0x33, 0x00],
	]);
});
