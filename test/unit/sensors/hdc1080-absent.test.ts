/** An absent chip does not acknowledge: the constructor throws and closes, later it is a Fault. */

import { Hdc1080Rig } from "fakes/hdc1080";
import { equal, test, throws } from "harness";
import { Hdc1080 } from "sensors/hdc1080/hdc1080";
import { Fault } from "sensors/sensor";

test("hdc1080: without a chip the constructor throws and leaves the bus closed", () => {
	const rig = new Hdc1080Rig();
	rig.chip.faults.absent = true;
	throws(() => rig.open(), "no HDC1080 answers at address 0x40");
	equal(rig.bus.opened.length, 1);
	equal(rig.bus.open, 0);
});

test("hdc1080: a chip unplugged later is Absent, and back again it works", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	equal(rig.sample(sensor), Fault.None);
	rig.chip.faults.absent = true;
	equal(rig.sample(sensor), Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("hdc1080: a chip unplugged during the conversion runs into the time it is allowed, and is Absent at the next start", () => {
	const rig = new Hdc1080Rig();
	const sensor = rig.open();
	sensor.start();
	rig.now += Hdc1080.conversionMs;
	rig.chip.faults.absent = true;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(sensor.start(), Fault.Absent);
});

test("hdc1080: a chip unplugged behind its result is Absent, and nothing is read", () => {
	const rig = new Hdc1080Rig();
	const { chip } = rig;
	const sensor = rig.open();
	rig.bus.chips.set(0x40, {
		write: (bytes) => chip.write(bytes),
		read: (count) => {
			const reply = chip.read(count);
			if (count === 4) chip.faults.absent = true;
			return reply;
		},
	});
	equal(rig.sample(sensor), Fault.Absent);
	equal(rig.values, new Float64Array(2).fill(Number.NaN));
});
