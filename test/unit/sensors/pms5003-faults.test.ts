/** What a PMS5003 and its wires do wrong. */

import { Pms5003Rig } from "fakes/pms5003";
import { equal, ok, test, throws } from "harness";
import { Fault } from "sensors/sensor";

test("pms5003: wrong sums, and frames that are cut off, are Checksum behind 3 s", () => {
	for (const what of ["badChecksum", "cut"] as const) {
		const rig = new Pms5003Rig();
		const sensor = rig.warm();
		rig.chip.faults[what] = true;
		const { fault, tookMs } = rig.sample(sensor);
		equal(fault, Fault.Checksum);
		ok(tookMs >= 3_000 && tookMs < 4_000);
		rig.chip.faults[what] = false;
		equal(rig.sample(sensor).fault, Fault.None);
	}
});

test("pms5003: noise in front of a frame, that looks like its beginning, is skipped", () => {
	const rig = new Pms5003Rig();
	const sensor = rig.warm();
	rig.chip.faults.noise = true;
	equal(rig.sample(sensor).fault, Fault.None);
	equal([...rig.values], [5, 12, 20]);
});

test("pms5003: one that hears nothing stays active, and its frames are taken", () => {
	const rig = new Pms5003Rig();
	rig.chip.faults.deaf = true;
	const sensor = rig.warm();
	for (let i = 0; i < 5; i++) {
		rig.pass(57_300);
		const { fault, tookMs } = rig.sample(sensor);
		equal([fault, ...rig.values], [Fault.None, 5, 12, 20]);
		ok(tookMs < 3_000);
	}
	ok(rig.uart.lost > 0);
});

test("pms5003: unplugged it is Absent, and back again it measures", () => {
	const rig = new Pms5003Rig();
	const sensor = rig.warm();
	rig.chip.faults.absent = true;
	equal(rig.sample(sensor).fault, Fault.Absent);
	rig.chip.faults.absent = false;
	equal(rig.sample(sensor).fault, Fault.None);
});

test("pms5003: take without start is Busy; closed twice it is Absent; a port that there is not is one line", () => {
	const rig = new Pms5003Rig();
	const sensor = rig.open();
	equal(sensor.take(rig.values), Fault.Busy);
	throws(() => rig.open(), "UART 1 with pins 16 (receive) and 17 (transmit) cannot be opened: port in use");
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values), rig.uart.users], [Fault.Absent, Fault.Absent, 0]);
});
