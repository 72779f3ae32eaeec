/** Datasheet SHT3x-DIS §4.8 and table 9: what the driver puts on the wires. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht3x } from "sensors/sht3x/sht3x";

test("sht3x: opening is a break, a sample is 24 00 and a read of six bytes", () => {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	bus.chips.set(0x44, {
		write: (bytes) => wire.push([...bytes]) > 0,
		read: (count) => (wire.push([count]) > 0 ? Uint8Array.of(0xbe, 0xef, 0x92, 0xbe, 0xef, 0x92) : undefined),
	});
	const sensor = new Sht3x({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	const values = new Float64Array(2);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.Busy);
	equal(sensor.take(values), Fault.None);
	equal(sensor.start(), Fault.None);
	equal(wire, [[0x30, 0x93], [0x24, 0x00], [6], [0x24, 0x00]]);
	equal(values, Float64Array.of(-45 + (175 * 0xbeef) / 65_535, (100 * 0xbeef) / 65_535));
});
