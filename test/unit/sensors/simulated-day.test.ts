/** The simulated sensor: believable values over a day, whatever the random numbers. */

import { FakeClock } from "fakes/clock";
import { equal, ok, test } from "harness";
import { Fault } from "sensors/sensor";
import { Simulated } from "sensors/simulated/simulated";

const RANGES = [
	[18.8, 25.2],
	[37, 53],
	[3.74, 4.06],
];

test("simulated: a day stays in range, whatever random gives", () => {
	for (const constant of [0, 0.5, 1 - Number.EPSILON]) {
		const clock = new FakeClock();
		const sensor = new Simulated({ clock, random: () => constant });
		const values = new Float64Array(3);
		for (; clock.ticks < 86_400_000; clock.advance(300_000)) {
			equal(sensor.take(values), Fault.None);
			for (let i = 0; i < 3; i++) ok(values[i] >= RANGES[i][0] && values[i] <= RANGES[i][1], `${i}: ${values[i]}`);
		}
	}
});

test("simulated: the afternoon is warmer and drier than the night", () => {
	const take = (hour: number): Float64Array => {
		const sensor = new Simulated({ clock: new FakeClock((20_000 * 24 + hour) * 3_600_000), random: () => 0.5 });
		const values = new Float64Array(3);
		sensor.take(values);
		return values;
	};
	const [night, afternoon] = [take(3), take(15)];
	ok(afternoon[0] > night[0] + 5);
	ok(afternoon[1] < night[1] - 10);
});

test("simulated: the curve does not jump when the board learns the time", () => {
	const clock = new FakeClock(0);
	const sensor = new Simulated({ clock, random: () => 0.5 });
	const [before, after] = [new Float64Array(3), new Float64Array(3)];
	sensor.take(before);
	clock.epoch = Date.UTC(2026, 10, 22);
	sensor.take(after);
	equal(after, before);
});
