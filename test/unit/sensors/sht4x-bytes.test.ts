/** Sensirion/embedded-i2c-sht4x: serial number 0x89, high precision 0xFD, T = 175 S / 65535 - 45, RH = 125 S / 65535 - 6. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Sht4x } from "sensors/sht4x/sht4x";

test("sht4x: opening reads the serial number, a sample is FD and a read of six bytes", () => {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	bus.chips.set(0x44, {
		write: (bytes) => wire.push([...bytes]) > 0,
		read: (count) => (wire.push([count]) > 0 ? Uint8Array.of(0xbe, 0xef, 0x92, 0xbe, 0xef, 0x92) : undefined),
	});
	const sensor = new Sht4x({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	const values = new Float64Array(2);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	equal(wire, [[0x89], [6], [0xfd], [6]]);
	equal(values, Float64Array.of(-45 + (175 * 0xbeef) / 65_535, -6 + (125 * 0xbeef) / 65_535));
});
