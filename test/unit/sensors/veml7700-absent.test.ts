/** An absent chip, or another one: the constructor throws and closes, later it is a Fault. */

import { Veml7700Rig } from "fakes/light";
import { equal, ok, test, throws } from "harness";
import { Fault } from "sensors/sensor";
import { VEML7700, Veml7700 } from "sensors/veml7700/veml7700";

test("veml7700: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Veml7700Rig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no VEML7700 answers at address 0x10");
	equal([rig.bus.opened.length, rig.bus.open], [1, 0]);
	throws(() => new Veml7700({ sensor: { io: rig.bus.I2C } }), "options");
});

test("veml7700: another chip is refused by the low byte of its device ID, untouched, and the bus is closed", () => {
	for (const [identity, shown] of [
		[0xc400, "0x00"],
		[0x8126, "0x26"],
		[0xffff, "0xff"],
	] as const) {
		const rig = new Veml7700Rig();
		rig.chip.identity = identity;
		rig.chip.write(Uint8Array.of(0x00, 0x00, 0x00));
		throws(() => rig.open(), `the chip at 0x10 is no VEML7700: its identity is ${shown}`);
		equal([rig.bus.open, rig.chip.isShutDown], [0, false]);
	}
});

test("veml7700: identify asks for the device ID and changes nothing", () => {
	const rig = new Veml7700Rig();
	const io = new rig.bus.I2C({ address: 0x10, hz: 100_000, data: 21, clock: 22 });
	rig.chip.write(Uint8Array.of(0x00, 0x00, 0x00));
	equal(VEML7700.identify?.(io), true);
	rig.chip.identity = 0x1234;
	equal(VEML7700.identify?.(io), false);
	equal(rig.chip.isShutDown, false);
	rig.chip.faults.absent = true;
	throws(() => VEML7700.identify?.(io), "writeRead failed");
});

test("veml7700: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Veml7700Rig();
	for (const address of [0x11, 0x48, Number.NaN])
		throws(() => new Veml7700({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "has address 0x10");
	equal(rig.bus.opened.length, 0);
	new Veml7700(Object.freeze({ sensor: Object.freeze({ io: rig.bus.I2C, data: 21, clock: 22 }) }));
});

test("veml7700: a chip unplugged is Absent, in whichever step, and back again it works", () => {
	const rig = new Veml7700Rig();
	const sensor = rig.open();
	for (const illuminance of [400, 100_000, 2]) {
		rig.illuminance = illuminance;
		rig.chip.faults.absent = true;
		equal(sensor.start(), Fault.Absent);
		rig.chip.faults.absent = false;
		equal(sensor.start(), Fault.None);
		rig.chip.faults.absent = true;
		equal(rig.finish(sensor), Fault.Absent);
		rig.chip.faults.absent = false;
		equal(rig.sample(sensor), Fault.None);
	}
	equal(sensor.take(rig.values), Fault.Busy, "one start gives one result");
});

test("veml7700: unplugged in the middle of take it is Absent, wherever", () => {
	for (let left = 0; left < 4; left++) {
		const rig = new Veml7700Rig();
		const { chip } = rig;
		const sensor = rig.open();
		rig.illuminance = 1;
		sensor.start();
		rig.now += sensor.waitMs;
		let calls = left;
		rig.bus.chips.set(0x10, {
			write: (bytes) => calls-- > 0 && chip.write(bytes),
			read: () => undefined,
			writeRead: (bytes, count) => (calls-- > 0 ? chip.writeRead(bytes, count) : undefined),
		});
		equal(sensor.take(rig.values), Fault.Absent, `${left} transfers`);
	}
});

test("veml7700: close releases the bus, twice does no harm, and then it is Absent", () => {
	const rig = new Veml7700Rig();
	const sensor = rig.open();
	sensor.start();
	sensor.close();
	sensor.close();
	equal(rig.bus.open, 0);
	equal([sensor.start(), sensor.take(rig.values)], [Fault.Absent, Fault.Absent]);
});

test("veml7700: a bus stuck high is no sunlight", () => {
	const rig = new Veml7700Rig();
	const sensor = rig.open();
	rig.chip.faults.stuckHigh = true;
	equal(rig.sample(sensor), Fault.Absent);
	ok(Number.isNaN(rig.values[0]));
});
