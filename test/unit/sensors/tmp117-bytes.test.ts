/** Datasheet SNOSD82D §7.3.3, §7.6: registers, and the configuration of a one-shot conversion with the mean of eight. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, test } from "harness";
import { Fault } from "sensors/sensor";
import { Tmp117 } from "sensors/tmp117/tmp117";

test("tmp117: opening reads register 0F, a sample writes 0C20 to 01, reads 01 and then 00", () => {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	const registers = new Map([
		[0x0f, [0x01, 0x17]],
		[0x01, [0x24, 0x20]],
		[0x00, [0x0c, 0x80]],
	]);
	let pointer = 0;
	bus.chips.set(0x48, {
		write: (bytes) => {
			pointer = bytes[0];
			return wire.push([...bytes]) > 0;
		},
		read: (count) => Uint8Array.from(registers.get(pointer) ?? []).slice(0, count),
	});
	const sensor = new Tmp117({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	const values = new Float64Array(1);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	equal(wire, [[0x0f], [0x01, 0x0c, 0x20], [0x01], [0x00]]);
	equal(values, Float64Array.of(25));
});
