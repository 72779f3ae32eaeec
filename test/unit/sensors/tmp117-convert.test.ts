/** Datasheet SNOSD82D §7.3.3, table 7-1: two's complement, 7.8125 m°C a step. */

import { FakeI2cBus } from "fakes/i2c";
import { inRange } from "fakes/sampled";
import { Tmp117Rig } from "fakes/tmp117";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { Tmp117 } from "sensors/tmp117/tmp117";

/** What the driver makes of a temperature register. */
function reading(value: number): number {
	const bus = new FakeI2cBus();
	let pointer = 0;
	bus.chips.set(0x48, {
		write: (bytes) => {
			pointer = bytes[0];
			return true;
		},
		read: () => {
			const register = pointer === 0x0f ? 0x0117 : pointer === 0x01 ? 0x2420 : value;
			return Uint8Array.of(register >> 8, register & 0xff);
		},
	});
	const sensor = new Tmp117({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	const values = new Float64Array(1);
	sensor.start();
	equal(sensor.take(values), Fault.None);
	return values[0];
}

test("tmp117: the datasheet's table of results", () => {
	for (const [value, degrees] of [
		[0x8000, -256],
		[0xf380, -25],
		[0xfff0, -0.125],
		[0xffff, -0.0078125],
		[0x0000, 0],
		[0x0001, 0.0078125],
		[0x0010, 0.125],
		[0x0080, 1],
		[0x0c80, 25],
		[0x3200, 100],
		[0x7fff, 255.9921875],
	])
		equal(reading(value), degrees);
});

test("tmp117: a reading is what the chip feels, to its resolution, over its whole range", () => {
	const rig = new Tmp117Rig();
	const sensor = rig.open();
	for (const temperature of [-55, -20.3, -0.01, 0, 21.37, 99.9, 150]) {
		rig.temperature = temperature;
		equal(rig.sample(sensor), Fault.None);
		ok(Math.abs(rig.values[0] - temperature) <= 0.0078125 / 2, `${rig.values[0]} for ${temperature}`);
		ok(inRange(Tmp117.quantities, rig.values));
	}
});

test("tmp117: -256 °C, the register before the first conversion, is out of range", () => {
	ok(!inRange(Tmp117.quantities, Float64Array.of(reading(0x8000))));
});
