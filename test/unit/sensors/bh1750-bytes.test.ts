/** BH1750FVI Technical Note, "Instruction Set Architecture", "Write Format", "Read Format": what the driver puts on the wires. */

import { FakeI2cBus } from "fakes/i2c";
import { equal, test } from "harness";
import { Bh1750 } from "sensors/bh1750/bh1750";
import { Fault } from "sensors/sensor";

function wired(...replies: number[]) {
	const bus = new FakeI2cBus();
	const wire: number[][] = [];
	bus.chips.set(0x23, {
		write: (bytes) => wire.push([...bytes]) > 0,
		read: (count) => {
			wire.push([-count]);
			const reply = replies.shift() ?? 0;
			return Uint8Array.of(reply >> 8, reply & 0xff);
		},
	});
	return { wire, sensor: new Bh1750({ sensor: { io: bus.I2C, data: 21, clock: 22 } }), values: new Float64Array(1) };
}

test("bh1750: opening powers it down; a sample is power on, 69 in two halves, one time H-resolution mode, two bytes", () => {
	const { wire, sensor, values } = wired(0x8390);
	equal(wire.splice(0), [[0x00]]);
	equal(sensor.start(), Fault.None);
	equal(wire.splice(0), [[0x01], [0x42], [0x65], [0x20]]);
	equal(sensor.waitMs, 180);
	equal(sensor.take(values), Fault.None);
	equal(wire, [[-2]]);
});

test("bh1750: the technical note's example, 83 90 is 28067 lx", () => {
	const { sensor, values } = wired(0x8390);
	sensor.start();
	equal(sensor.take(values), Fault.None);
	equal(Math.round(values[0]), 28_067);
});

test("bh1750: behind a count of all ones it measures again with 31, in 81 ms", () => {
	const { wire, sensor, values } = wired(0xffff, 0xd2f0);
	sensor.start();
	wire.splice(0);
	equal(sensor.take(values), Fault.Busy);
	equal(wire, [[-2], [0x01], [0x40], [0x7f], [0x20]]);
	equal(sensor.waitMs, 81);
	equal(sensor.take(values), Fault.None);
	equal(Math.round(values[0]), 100_161);
});

test("bh1750: below 10 lx it measures again with 254 in H-resolution mode 2, in 663 ms: 1 is 0.11 lx", () => {
	const { wire, sensor, values } = wired(0x000b, 0x0001);
	sensor.start();
	wire.splice(0);
	equal(sensor.take(values), Fault.Busy);
	equal(wire, [[-2], [0x01], [0x47], [0x7e], [0x21]]);
	equal(sensor.waitMs, 663);
	equal(sensor.take(values), Fault.None);
	equal(Math.round(values[0] * 100), 11);
});
