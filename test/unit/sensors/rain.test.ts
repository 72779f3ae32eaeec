/** A tipping bucket: 0.2794 mm a tip (SEN-15901), each in exactly one sample. */

import { FakeClock } from "fakes/clock";
import { near } from "fakes/near";
import { FakeWires } from "fakes/wires";
import { equal, test, throws } from "harness";
import { Rain } from "sensors/rain/rain";
import { Fault } from "sensors/sensor";
import { RainGauge } from "../../../sim/board/chips/rain-gauge";

const PIN = 27;
const TIP = 0.2794;

class RainRig {
	readonly wires = new FakeWires();
	readonly clock = new FakeClock();
	/** mm since the beginning. */
	rainfall = 0;
	readonly gauge = new RainGauge({ rainfall: () => this.rainfall }, () => this.clock.ticks);
	readonly values = new Float64Array(3);

	constructor() {
		this.wires.pins.attach(PIN, this.gauge);
	}

	open(perPulse = TIP, debounceMs = 100): Rain {
		return new Rain({ sensor: { io: this.wires.PulseCounter, pin: PIN }, clock: this.clock, perPulse, debounceMs });
	}

	/** Lets it rain for so long, a little more than so many tips. */
	rain(tips: number, ms: number): void {
		for (let i = 0; i < 100; i++) {
			this.rainfall += (tips * TIP * 1.000_001) / 100;
			this.clock.advance(ms / 100);
		}
	}

	take(sensor: Rain): readonly number[] {
		equal([sensor.start(), sensor.take(this.values)], [Fault.None, Fault.None]);
		return [...this.values];
	}
}

test("rain: a contact to ground, pulled up, with 100 ms of rest between tips", () => {
	const rig = new RainRig();
	rig.open();
	equal(rig.wires.counters, [{ pin: PIN, active: 0, debounceUs: 100_000, pullUp: true }]);
});

test("rain: mm since the last sample, mm/h over that time, mm in all", () => {
	const rig = new RainRig();
	const sensor = rig.open();
	rig.rain(5, 60_000);
	const [rain, rate, total] = rig.take(sensor);
	near(rain, 5 * TIP, 1e-9);
	near(rate, 5 * TIP * 60, 1e-6);
	near(total, 5 * TIP, 1e-9);
	rig.rain(2, 30_000);
	const [next, faster, all] = rig.take(sensor);
	near(next, 2 * TIP, 1e-9);
	near(faster, 2 * TIP * 120, 1e-6);
	near(all, 7 * TIP, 1e-9);
	rig.clock.advance(60_000);
	equal(rig.take(sensor).slice(0, 2), [0, 0]);
});

test("rain: a sample that is not taken leaves its tips to the next", () => {
	const rig = new RainRig();
	const sensor = rig.open();
	rig.rain(3, 60_000);
	sensor.start();
	rig.rain(4, 60_000);
	const [rain, rate] = rig.take(sensor);
	near(rain, 7 * TIP, 1e-9);
	near(rate, 7 * TIP * 30, 1e-6);
});

test("rain: samples close together lose nothing and count nothing twice", () => {
	const rig = new RainRig();
	const sensor = rig.open();
	let sum = 0;
	for (let i = 0; i < 500; i++) {
		rig.rainfall += TIP / 9.999;
		rig.clock.advance(i % 7 === 0 ? 60 : 1_000);
		sum += rig.take(sensor)[0];
	}
	near(sum, rig.values[2], 1e-9);
	near(sum, Math.floor(500 / 9.999) * TIP, 1.01 * TIP);
});

test("rain: right behind another sample, or the opening, the rate is the last one or NaN, not nonsense", () => {
	const rig = new RainRig();
	const sensor = rig.open();
	equal(rig.take(sensor), [0, Number.NaN, 0]);
	rig.rain(6, 60_000);
	const [, rate] = rig.take(sensor);
	rig.rain(1, 400);
	equal(rig.take(sensor).slice(0, 2), [0, rate]);
	rig.rain(0, 59_600);
	near(rig.take(sensor)[0], TIP, 1e-9);
});

test("rain: a contact that bounces as it closes and as it opens tips once", () => {
	const rig = new RainRig();
	const sensor = rig.open();
	rig.gauge.faults.bounces = 4;
	rig.rain(20, 60_000);
	near(rig.take(sensor)[0], 20 * TIP, 1e-9);
});

test("rain: without a debounce the bounces count, which is why there is one", () => {
	const rig = new RainRig();
	const sensor = rig.open(TIP, 0);
	rig.gauge.faults.bounces = 4;
	rig.rain(1, 60_000);
	near(rig.take(sensor)[0], 9 * TIP, 1e-9);
});

test("rain: a contact that is stuck closed is one tip at most; an unplugged gauge is dry", () => {
	const rig = new RainRig();
	const sensor = rig.open();
	rig.gauge.faults.stuck = true;
	rig.rain(10, 60_000);
	near(rig.take(sensor)[0], TIP, 1e-9);
	rig.gauge.faults.unplugged = true;
	rig.rain(10, 60_000);
	equal(rig.take(sensor)[0], 0);
	rig.gauge.faults.stuck = rig.gauge.faults.unplugged = false;
	rig.rain(10, 60_000);
	near(rig.take(sensor)[0], 10 * TIP, 1.01 * TIP);
});

test("rain: the counter wraps at 2^32 without a jump", () => {
	let count = 0;
	const io = class {
		count(): number {
			return count;
		}
		width(): number {
			return 0;
		}
		close(): void {
			return;
		}
	};
	count = 2 ** 32 - 3;
	const clock = new FakeClock();
	const sensor = new Rain({ sensor: { io, pin: PIN }, clock, perPulse: 1, debounceMs: 100 });
	count = 4;
	clock.advance(60_000);
	const values = new Float64Array(3);
	equal([sensor.take(values), values[0], values[2]], [Fault.None, 7, 7]);
});

test("rain: a tip that is worth nothing is refused; a pin in use passes through; close twice is fine", () => {
	const rig = new RainRig();
	throws(() => rig.open(0), "perPulse");
	equal(rig.wires.open.size, 0);
	const sensor = rig.open();
	throws(() => rig.open(), "in use");
	sensor.close();
	sensor.close();
	equal([sensor.start(), sensor.take(rig.values), rig.wires.open.size], [Fault.Absent, Fault.Absent, 0]);
});
