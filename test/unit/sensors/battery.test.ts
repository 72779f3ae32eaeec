/** A battery behind a divider; the discharge curves are cited in sensors/battery/discharge. */

import { near } from "fakes/near";
import { FakeWires } from "fakes/wires";
import { equal, ok, test, throws } from "harness";
import { Battery, type BatteryOptions } from "sensors/battery/battery";
import { dischargeOf, percentOf } from "sensors/battery/discharge";
import { Fault } from "sensors/sensor";
import { DividedBattery } from "../../../sim/board/chips/battery";

const PIN = 35;
const LIPO = { ratio: 2, cell: "lipo", cells: 1 };

class BatteryRig {
	readonly wires = new FakeWires();
	/** V. */
	voltage = 3.84;
	readonly battery: DividedBattery;
	readonly values = new Float64Array(2);

	constructor(upper = 100_000) {
		this.battery = new DividedBattery({ batteryVoltage: () => this.voltage }, upper, 100_000);
		this.wires.pins.attach(PIN, this.battery);
	}

	open(options: Omit<BatteryOptions, "sensor"> = LIPO): Battery {
		return new Battery({ sensor: { io: this.wires.Analog, pin: PIN }, ...options });
	}
}

test("battery: the voltage comes through the divider, the percent by the curve", () => {
	const rig = new BatteryRig();
	const sensor = rig.open();
	for (const [voltage, percent] of [
		[4.2, 100],
		[4.11, 90],
		[4.02, 80],
		[3.84, 50],
		[3.73, 20],
		[3.61, 5],
	]) {
		rig.voltage = voltage;
		equal([sensor.start(), sensor.take(rig.values)], [Fault.None, Fault.None]);
		near(rig.values[0], voltage, 0.003);
		near(rig.values[1], percent, 1);
	}
});

test("battery: beyond the ends of the curve it is 0 and 100", () => {
	const rig = new BatteryRig();
	const sensor = rig.open();
	for (const [voltage, percent] of [
		[3.1, 0],
		[4.25, 100],
	]) {
		rig.voltage = voltage;
		equal(sensor.take(rig.values), Fault.None);
		equal(rig.values[1], percent);
	}
});

test("battery: cells in series share the voltage", () => {
	const rig = new BatteryRig(600_000);
	const sensor = rig.open({ ratio: 7, cell: "lead", cells: 6 });
	rig.voltage = 12.2;
	equal(sensor.take(rig.values), Fault.None);
	near(rig.values[1], 50, 3);
});

test("battery: every curve rises from 0 to 100 % and is met at its points", () => {
	for (const cell of ["lipo", "lifepo4", "lead", "alkaline"]) {
		const curve = dischargeOf(cell);
		ok(curve, cell);
		if (!curve) continue;
		const { volts, percents, most } = curve;
		equal([volts.length, percents[0], percents.at(-1)], [percents.length, 0, 100], cell);
		for (let i = 0; i < volts.length; i++) {
			near(percentOf(curve, volts[i]), percents[i], 1e-9, cell);
			ok(i === 0 || (volts[i] > volts[i - 1] && percents[i] > percents[i - 1]), cell);
		}
		ok(most >= volts[volts.length - 1], cell);
	}
	equal(dischargeOf("nimh"), undefined);
});

test("battery: without a battery, or with one that is half of an empty one, it is Absent", () => {
	const rig = new BatteryRig();
	const sensor = rig.open();
	rig.battery.faults.unplugged = true;
	equal(sensor.take(rig.values), Fault.Absent);
	rig.battery.faults.unplugged = false;
	rig.voltage = 1.5;
	equal(sensor.take(rig.values), Fault.Absent);
	rig.voltage = 3.84;
	equal(sensor.take(rig.values), Fault.None);
});

test("battery: more than its cells can have, or than the converter shows, is a Range", () => {
	const rig = new BatteryRig();
	const sensor = rig.open();
	for (const voltage of [4.7, 6]) {
		rig.voltage = voltage;
		equal(sensor.take(rig.values), Fault.Range);
	}
});

test("battery: a divider that the full battery is too much for, and a cell that is not known, are refused", () => {
	const rig = new BatteryRig();
	throws(
		() => rig.open({ ratio: 2, cell: "lipo", cells: 2 }),
		"a divider of 2 shows 4.9 V at most, and the battery has 8.5 V",
	);
	throws(() => rig.open({ ratio: 5, cell: "lead", cells: 6 }), "14.7 V");
	throws(() => rig.open({ ...LIPO, cell: "nimh" }), "lipo, lifepo4, lead or alkaline");
	equal(rig.wires.open.size, 0);
});

test("battery: a converter that fails is Absent; close twice is fine", () => {
	const rig = new BatteryRig();
	const sensor = rig.open();
	rig.wires.failing = "undefined";
	equal(sensor.take(rig.values), Fault.Absent);
	rig.wires.failing = undefined;
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values), rig.wires.open.size], [Fault.Absent, Fault.Absent, 0]);
});
