/** INA219 and INA226: absent, late, held, without power: a Fault, never a false reading. */

import { Ina219Rig, Ina226Rig } from "fakes/ina";
import { equal, ok, test, throws } from "harness";
import { Ina219 } from "sensors/ina219/ina219";
import { Ina226 } from "sensors/ina226/ina226";
import { Fault, type Sensor } from "sensors/sensor";

/** What the tests need of either rig. */
interface Bench {
	readonly name: string;
	readonly rig: Ina219Rig | Ina226Rig;
	open(): Sensor;
	sample(sensor: Sensor): Fault;
}

function benches(): Bench[] {
	const one = new Ina219Rig();
	const two = new Ina226Rig();
	return [
		{ name: "INA219", rig: one, open: () => one.open(), sample: (sensor) => one.sample(sensor as Ina219) },
		{ name: "INA226", rig: two, open: () => two.open(), sample: (sensor) => two.sample(sensor as Ina226) },
	];
}

test("ina: without a chip the constructor throws and leaves the bus closed", () => {
	for (const { name, rig, open } of benches()) {
		rig.bus.chips.clear();
		throws(open, `no ${name} answers at address 0x40`);
		equal(rig.bus.open, 0);
	}
});

test("ina: unplugged before and during a sample it is Absent, and back again it works", () => {
	for (const { rig, open, sample } of benches()) {
		const sensor = open();
		rig.chip.faults.absent = true;
		equal(sensor.start(), Fault.Absent);
		rig.chip.faults.absent = false;
		equal(sensor.start(), Fault.None);
		rig.now += 200;
		rig.chip.faults.absent = true;
		equal(sensor.take(rig.values), Fault.Absent);
		rig.chip.faults.absent = false;
		equal(sample(sensor), Fault.None);
		equal(rig.values[0], 12);
	}
});

test("ina: the slowest chip the datasheets allow is ready at the first look", () => {
	for (const { rig, open, sample } of benches()) {
		equal(sample(open()), Fault.None);
		equal(rig.now, rig instanceof Ina219Rig ? Ina219.conversionMs : Ina226.conversionMs);
	}
});

test("ina: take is Busy before the conversion is over, without a start, and behind a result", () => {
	for (const { rig, open, sample } of benches()) {
		const sensor = open();
		rig.now += 1_000;
		equal(sensor.take(rig.values), Fault.Busy);
		sensor.start();
		rig.now += 140;
		equal(sensor.take(rig.values), Fault.Busy);
		ok((sensor.waitMs ?? 0) <= 10, "looked at again soon");
		equal(sample(sensor), Fault.None);
		equal(sensor.take(rig.values), Fault.Busy);
	}
});

test("ina: a result of the sample before does not pass for this one's", () => {
	for (const { rig, open, sample } of benches()) {
		const sensor = open();
		sample(sensor);
		rig.voltage = 6;
		sensor.start();
		rig.now += 100;
		equal(sensor.take(rig.values), Fault.Busy);
		rig.now += 60;
		equal(sensor.take(rig.values), Fault.None);
		equal(rig.values[0], 6);
	}
});

test("ina: a chip that is never ready, and a bus stuck high or low, are a Timeout, and the sample behind is good", () => {
	for (const fault of ["busyForever", "stuckHigh", "stuckLow"] as const)
		for (const { rig, open, sample } of benches()) {
			const sensor = open();
			rig.chip.faults[fault] = true;
			equal(sample(sensor), Fault.Timeout, fault);
			rig.chip.faults[fault] = false;
			equal(sample(sensor), Fault.None, fault);
		}
});

test("ina: power lost during the conversion, and a moment before the result is read: it is begun again", () => {
	for (const ms of [50, 155])
		for (const { rig, open } of benches()) {
			const sensor = open();
			sensor.start();
			rig.now += ms;
			rig.chip.reset();
			rig.now += 5;
			// The chip is ready again, with what it measures by itself after a reset: one conversion, no mean.
			let fault = sensor.take(rig.values);
			equal(fault, Fault.Busy);
			for (let i = 0; i < 10 && fault === Fault.Busy; i++) {
				rig.now += sensor.waitMs ?? 0;
				fault = sensor.take(rig.values);
			}
			equal(fault, Fault.None);
			ok(Math.abs(rig.values[1] - 0.25) < 1e-4, `${rig.values[1]}`);
		}
});

test("ina: power lost between two samples is nothing to notice", () => {
	for (const { rig, open, sample } of benches()) {
		const sensor = open();
		sample(sensor);
		rig.now += 1_000;
		rig.chip.reset();
		equal(sample(sensor), Fault.None);
		equal(rig.values[0], 12);
	}
});

test("ina: a shorted shunt reads 0 A and 0 W, which only the voltage tells from no load", () => {
	for (const { rig, open, sample } of benches()) {
		rig.chip.faults.shortedShunt = true;
		equal(sample(open()), Fault.None);
		equal([...rig.values], [12, 0, 0]);
	}
});

test("ina: close twice does no harm, and then it is Absent", () => {
	for (const { rig, open } of benches()) {
		const sensor = open();
		sensor.close();
		sensor.close();
		equal(rig.bus.open, 0);
		equal(sensor.start(), Fault.Absent);
		equal(sensor.take(rig.values), Fault.Absent);
	}
});
