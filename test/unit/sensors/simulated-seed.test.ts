/** The same random numbers at the same ticks give the same readings: a scenario can be run again. */

import { FakeClock } from "fakes/clock";
import { equal, ok, test } from "harness";
import { Simulated } from "sensors/simulated/simulated";

function run(seed: number): number[] {
	let state = seed;
	const random = (): number => {
		state = (state * 16_807) % 2_147_483_647;
		return state / 2_147_483_647;
	};
	const sensor = new Simulated({ clock: new FakeClock(0), random });
	const values = new Float64Array(3);
	const all: number[] = [];
	for (let i = 0; i < 20; i++) {
		sensor.take(values);
		all.push(...values);
	}
	return all;
}

test("simulated: the same random numbers give the same readings, others do not", () => {
	equal(run(42), run(42));
	ok(run(42)[0] !== run(43)[0]);
});
