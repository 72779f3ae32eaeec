/** Datasheet SNAS672A §7.5.1.3, §7.6: identities, configuration, and the pointer that triggers both measurements. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, test } from "harness";
import { Hdc1080 } from "sensors/hdc1080/hdc1080";
import { Fault } from "sensors/sensor";

test("hdc1080: opening reads FE and FF; a sample writes 1000 to 02, points at 00, reads four bytes, then 02", () => {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	const registers = new Map([
		[0xfe, [0x54, 0x49]],
		[0xff, [0x10, 0x50]],
		[0x02, [0x10, 0x00]],
		[0x00, [0x64, 0xd8, 0x80, 0x00]],
	]);
	let pointer = 0;
	bus.chips.set(0x40, {
		write: (bytes) => {
			pointer = bytes[0];
			return wire.push([...bytes]) > 0;
		},
		read: (count) => {
			wire.push([count]);
			return Uint8Array.from(registers.get(pointer) ?? []).slice(0, count);
		},
	});
	const sensor = new Hdc1080({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	equal(wire, [[0xfe], [2], [0xff], [2]]);
	wire.length = 0;
	const values = new Float64Array(2);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	equal(wire, [[0x02, 0x10, 0x00], [0x00], [4], [0x02], [2]]);
});
