/** A capacitive probe, calibrated at two points by its user. */

import { near } from "fakes/near";
import { FakeWires } from "fakes/wires";
import { equal, test, throws } from "harness";
import { Fault } from "sensors/sensor";
import { Soil } from "sensors/soil/soil";
import { SoilProbe } from "../../../sim/board/chips/soil";

const PIN = 34;

class SoilRig {
	readonly wires = new FakeWires();
	/** % of the way from air to water. */
	moisture = 50;
	readonly probe = new SoilProbe({ soilMoisture: () => this.moisture }, 2.2, 1);
	readonly values = new Float64Array(2);

	constructor() {
		this.wires.pins.attach(PIN, this.probe);
	}

	open(dry = 2.2, wet = 1): Soil {
		return new Soil({ sensor: { io: this.wires.Analog, pin: PIN }, dry, wet });
	}
}

test("soil: percent of the way from dry to wet, and the voltage to calibrate by", () => {
	const rig = new SoilRig();
	const sensor = rig.open();
	for (const moisture of [0, 1, 25, 50, 99, 100]) {
		rig.moisture = moisture;
		equal([sensor.start(), sensor.take(rig.values)], [Fault.None, Fault.None]);
		near(rig.values[0], 2.2 - 0.012 * moisture, 0.002);
		near(rig.values[1], moisture, 0.2);
	}
});

test("soil: up to a fifth of the span beyond a point it is held to 0 and 100, further it is a Range", () => {
	const rig = new SoilRig();
	const sensor = rig.open(2.1, 1.1);
	for (const [moisture, fault, percent] of [
		[0, Fault.None, 0],
		[100, Fault.None, 100],
		[-9, Fault.Range, 0],
		[109, Fault.Range, 0],
	]) {
		rig.moisture = moisture;
		equal(sensor.take(rig.values), fault, `${moisture}`);
		if (fault === Fault.None) equal(rig.values[1], percent);
	}
});

test("soil: a probe whose voltage rises with the water is calibrated the other way round", () => {
	const rig = new SoilRig();
	const sensor = rig.open(1, 2.2);
	rig.moisture = 25;
	equal(sensor.take(rig.values), Fault.None);
	near(rig.values[1], 75, 0.2);
});

test("soil: 0 V and 5 V as points show any voltage, to calibrate by", () => {
	const rig = new SoilRig();
	const sensor = rig.open(5, 0);
	equal(sensor.take(rig.values), Fault.None);
	near(rig.values[0], 1.6, 0.002);
});

test("soil: an unplugged probe is a Range, one plugged in again works", () => {
	const rig = new SoilRig();
	const sensor = rig.open();
	rig.probe.faults.unplugged = true;
	equal(sensor.take(rig.values), Fault.Range);
	rig.probe.faults.unplugged = false;
	equal(sensor.take(rig.values), Fault.None);
});

test("soil: a voltage above the converter's range is a Range", () => {
	const rig = new SoilRig();
	const sensor = rig.open(2.4, 1);
	rig.moisture = -40;
	equal(sensor.take(rig.values), Fault.Range);
});

test("soil: noise of 50 mV is averaged to some percent", () => {
	const rig = new SoilRig();
	const sensor = rig.open();
	rig.probe.faults.noise = 0.05;
	for (let i = 0; i < 50; i++) {
		equal(sensor.take(rig.values), Fault.None);
		near(rig.values[1], 50, 3);
	}
});

test("soil: a converter that fails is Absent", () => {
	const rig = new SoilRig();
	const sensor = rig.open();
	for (const way of ["undefined", "throw"] as const) {
		rig.wires.failing = way;
		equal(sensor.take(rig.values), Fault.Absent);
	}
});

test("soil: points that are too close are refused before anything is opened; a pin in use passes through", () => {
	const rig = new SoilRig();
	for (const wet of [2.2, 2.15, Number.NaN]) throws(() => rig.open(2.2, wet), "0.1 V apart");
	equal(rig.wires.open.size, 0);
	rig.open();
	throws(() => rig.open(), "in use");
});

test("soil: close twice is fine; afterwards it is Absent, and the pin is free", () => {
	const rig = new SoilRig();
	const sensor = rig.open();
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values)], [Fault.Absent, Fault.Absent]);
	equal(rig.wires.open.size, 0);
});
