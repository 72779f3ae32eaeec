/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { Bh1750Rig } from "fakes/light";
import { equal, ok, test, throws } from "harness";
import { Bh1750 } from "sensors/bh1750/bh1750";
import { Fault } from "sensors/sensor";

test("bh1750: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Bh1750Rig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no BH1750 answers at address 0x23");
	equal([rig.bus.opened.length, rig.bus.open], [1, 0]);
	throws(() => new Bh1750({ sensor: { io: rig.bus.I2C } }), "options");
});

test("bh1750: an address the chip cannot have is refused before anything is opened", () => {
	const rig = new Bh1750Rig();
	for (const address of [0x22, 0x5d, Number.NaN])
		throws(() => new Bh1750({ sensor: { io: rig.bus.I2C, data: 21, clock: 22, address } }), "0x23 or 0x5c");
	equal(rig.bus.opened.length, 0);
	rig.bus.chips.set(0x5c, rig.chip);
	const sensor = Object.freeze({ io: rig.bus.I2C, data: 21, clock: 22, address: 0x5c });
	equal(rig.sample(new Bh1750(Object.freeze({ sensor }))), Fault.None);
});

test("bh1750: a chip unplugged is Absent, in whichever step, and back again it works", () => {
	const rig = new Bh1750Rig();
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
	rig.bus.chips.delete(0x23);
	equal(sensor.take(rig.values), Fault.Busy, "one start gives one result");
	equal(sensor.start(), Fault.Absent);
});

test("bh1750: unplugged between the read and the next step it is Absent", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	rig.illuminance = 1;
	sensor.start();
	rig.now += 180;
	const { chip } = rig;
	rig.bus.chips.set(0x23, { write: () => false, read: (count) => chip.read(count) });
	equal(sensor.take(rig.values), Fault.Absent);
});

test("bh1750: close releases the bus, twice does no harm, and then it is Absent", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	sensor.start();
	sensor.close();
	sensor.close();
	equal(rig.bus.open, 0);
	equal([sensor.start(), sensor.take(rig.values)], [Fault.Absent, Fault.Absent]);
});

test("bh1750: a bus stuck high is no sunlight", () => {
	const rig = new Bh1750Rig();
	const sensor = rig.open();
	rig.chip.faults.stuckHigh = true;
	equal(rig.sample(sensor), Fault.Range);
	ok(Number.isNaN(rig.values[0]));
});
