/** "Ultrasonic Ranging Module HC-SR04", ElecFreaks: trigger of 10 µs, echo as wide as the sound travels, 2 to 400 cm. */

import { near } from "fakes/near";
import { FakeWires } from "fakes/wires";
import { equal, test, throws } from "harness";
import { Hcsr04 } from "sensors/hcsr04/hcsr04";
import { Fault } from "sensors/sensor";
import { Hcsr04Module } from "../../../sim/board/chips/hcsr04";

const TRIGGER = 5;
const ECHO = 18;

class EchoRig {
	readonly wires = new FakeWires();
	/** ms. */
	now = 0;
	/** m. */
	distance = 1;
	/** °C. */
	temperature = 20;
	readonly module = new Hcsr04Module(
		{ distance: () => this.distance, temperature: () => this.temperature },
		() => this.now,
	);
	readonly values = new Float64Array(1);

	constructor() {
		this.wires.pins.attach(TRIGGER, this.module.trigger);
		this.wires.pins.attach(ECHO, this.module.echo);
	}

	open(): Hcsr04 {
		return new Hcsr04({
			trigger: { io: this.wires.Digital, pin: TRIGGER },
			echo: { io: this.wires.PulseCounter, pin: ECHO },
		});
	}

	sample(sensor: Hcsr04): Fault {
		equal(sensor.start(), Fault.None);
		this.now += Hcsr04.conversionMs;
		return sensor.take(this.values);
	}
}

test("hcsr04: the trigger is low at rest, and a sample is one pulse of it; the echo counts each pulse", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	equal(rig.wires.writes, ["5=0"]);
	equal(rig.wires.counters, [{ pin: ECHO, active: 1, debounceUs: 0, pullUp: false }]);
	rig.wires.writes.length = 0;
	sensor.start();
	equal(rig.wires.writes, ["5=1", "5=1", "5=1", "5=1", "5=0"]);
});

/** The datasheet's own rule, µs / 58 = cm, stands for 345 m/s, which is the driver's 343.2 within 0.5 %. */
test("hcsr04: 5800 µs are a metre", () => {
	const rig = new EchoRig();
	rig.wires.pins.attach(ECHO, {
		edges: () =>
			rig.wires.writes.length > 1
				? [
						{ us: 0, level: 1 },
						{ us: 5_800, level: 0 },
					]
				: [],
	});
	equal(rig.sample(rig.open()), Fault.None);
	near(rig.values[0], 1, 0.006);
});

test("hcsr04: distances from 2 cm to 4 m come through at 20 °C", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	for (const distance of [0.02, 0.1, 0.5, 1, 2.345, 3.99]) {
		rig.distance = distance;
		equal(rig.sample(sensor), Fault.None, `${distance}`);
		near(rig.values[0], distance, 0.003);
	}
});

test("hcsr04: sound is slower in the cold: 3.6 % too long at 0 °C, 3.4 % too short at 40 °C", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	for (const [temperature, error] of [
		[0, 0.036],
		[40, -0.034],
	]) {
		rig.temperature = temperature;
		equal(rig.sample(sensor), Fault.None);
		near(rig.values[0], 1 + error, 0.002);
	}
});

test("hcsr04: a module that sees nothing is a Range, and so is one beyond its range", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	rig.module.faults.deaf = true;
	equal(rig.sample(sensor), Fault.Range);
	rig.module.faults.deaf = false;
	rig.distance = 4.5;
	equal(rig.sample(sensor), Fault.Range);
	rig.distance = 1;
	equal(rig.sample(sensor), Fault.None);
});

test("hcsr04: an echo line that does not move is Absent, and a module that is back works", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	rig.module.faults.absent = true;
	equal(rig.sample(sensor), Fault.Absent);
	rig.module.faults.absent = false;
	equal(rig.sample(sensor), Fault.None);
});

test("hcsr04: a clone that waits for 200 ms is Busy until then, and a Range", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	rig.module.faults.deaf = true;
	rig.module.faults.silenceUs = 200_000;
	equal(rig.sample(sensor), Fault.Busy);
	rig.now += Hcsr04.timeoutMs - Hcsr04.conversionMs;
	equal(sensor.take(rig.values), Fault.Range);
});

test("hcsr04: an echo line that stays high is Busy, which the sampler gives up, and then Absent", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	rig.module.faults.stuck = true;
	equal(rig.sample(sensor), Fault.Busy);
	rig.now += 10_000;
	equal(sensor.take(rig.values), Fault.Busy);
	equal(rig.sample(sensor), Fault.Absent);
});

test("hcsr04: an echo that came behind its sample is not the next one's", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	sensor.start();
	rig.now += 100;
	rig.distance = 2;
	equal(rig.sample(sensor), Fault.None);
	near(rig.values[0], 2, 0.003);
});

test("hcsr04: an echo pin that is refused leaves the trigger closed; one pin cannot be both", () => {
	const rig = new EchoRig();
	rig.wires.claim(ECHO);
	throws(() => rig.open(), "in use");
	equal(rig.wires.open.has(TRIGGER), false);
	rig.wires.open.delete(ECHO);
	const io = rig.wires.PulseCounter;
	throws(() => new Hcsr04({ trigger: { io: rig.wires.Digital, pin: 5 }, echo: { io, pin: 5 } }), "two pins");
});

test("hcsr04: IO that fails is Absent; close twice is fine", () => {
	const rig = new EchoRig();
	const sensor = rig.open();
	rig.wires.broken = true;
	equal(sensor.start(), Fault.Absent);
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values), rig.wires.open.size], [Fault.Absent, Fault.Absent, 0]);
});
