/** A cup anemometer: 2.4 km/h are one pulse a second (SEN-15901). */

import { FakeClock } from "fakes/clock";
import { near } from "fakes/near";
import { FakeWires } from "fakes/wires";
import { equal, test, throws } from "harness";
import { Anemometer } from "sensors/anemometer/anemometer";
import { Fault } from "sensors/sensor";
import { AnemometerCups } from "../../../sim/board/chips/anemometer";

const PIN = 26;

class WindRig {
	readonly wires = new FakeWires();
	readonly clock = new FakeClock();
	/** m since the beginning. */
	windRun = 0;
	readonly cups = new AnemometerCups({ windRun: () => this.windRun }, () => this.clock.ticks);
	readonly values = new Float64Array(1);

	constructor() {
		this.wires.pins.attach(PIN, this.cups);
	}

	open(perPulse = 0.667): Anemometer {
		const sensor = { io: this.wires.PulseCounter, pin: PIN };
		return new Anemometer({ sensor, clock: this.clock, perPulse, debounceMs: 2 });
	}

	/** So many m/s for so many seconds. */
	blow(speed: number, seconds: number): void {
		this.windRun += speed * seconds;
		this.clock.advance(1_000 * seconds);
	}

	take(sensor: Anemometer): number {
		equal([sensor.start(), sensor.take(this.values)], [Fault.None, Fault.None]);
		return this.values[0];
	}
}

test("anemometer: a contact to ground, pulled up, with 2 ms of rest between pulses", () => {
	const rig = new WindRig();
	rig.open();
	equal(rig.wires.counters, [{ pin: PIN, active: 0, debounceUs: 2_000, pullUp: true }]);
});

test("anemometer: the mean since the last sample, from a breeze to a hurricane", () => {
	const rig = new WindRig();
	const sensor = rig.open();
	for (const speed of [0, 0.5, 2.4 / 3.6, 5, 12.5, 33, 60]) {
		rig.blow(speed, 60);
		near(rig.take(sensor), speed, 0.06, `${speed} m/s`);
	}
});

test("anemometer: samples each 3 s are the gusts, and their mean is the wind", () => {
	const rig = new WindRig();
	const sensor = rig.open();
	let most = 0;
	let sum = 0;
	for (let i = 0; i < 100; i++) {
		rig.blow(i === 50 ? 21 : 6, 3);
		const speed = rig.take(sensor);
		most = Math.max(most, speed);
		sum += speed;
	}
	near(most, 21, 0.5);
	near(sum / 100, 6.15, 0.05);
});

test("anemometer: a sample that was left out is in the mean of the next; one too soon repeats the last", () => {
	const rig = new WindRig();
	const sensor = rig.open();
	equal(rig.take(sensor), Number.NaN);
	rig.blow(4, 10);
	rig.blow(8, 10);
	const speed = rig.take(sensor);
	near(speed, 6, 0.1);
	rig.blow(30, 0.3);
	equal(rig.take(sensor), speed);
});

test("anemometer: bounces do not count, at 30 m/s neither", () => {
	const rig = new WindRig();
	const sensor = rig.open();
	rig.cups.faults.bounces = 3;
	rig.blow(30, 20);
	near(rig.take(sensor), 30, 0.1);
});

test("anemometer: a broken wire is a calm", () => {
	const rig = new WindRig();
	const sensor = rig.open();
	rig.cups.faults.unplugged = true;
	rig.blow(10, 10);
	equal(rig.take(sensor), 0);
});

test("anemometer: a pulse that is worth nothing is refused; close twice is fine", () => {
	const rig = new WindRig();
	throws(() => rig.open(Number.NaN), "perPulse");
	const sensor = rig.open();
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values), rig.wires.open.size], [Fault.Absent, Fault.Absent, 0]);
});
