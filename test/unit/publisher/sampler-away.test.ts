/** A sensor that is away is looked for at distances that double up to five minutes, on its schedule; it is found when it is back. */

import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSensor } from "fakes/sensor";
import { equal, test } from "harness";
import { AWAY_MAX_MS, Sampler } from "publisher/sampler";
import { BusState } from "sensors/i2c";
import { Fault } from "sensors/sensor";

function bench(intervalMs = 5_000) {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const sensor = new FakeSensor(clock, intervalMs);
	const samples: number[] = [];
	const onFault = (error: unknown): void => {
		throw error;
	};
	const sampler = new Sampler({ clock, log, sensor, onSample: () => samples.push(clock.ticks), onFault });
	return { clock, log, sensor, sampler, samples };
}

/** The times, in s, at which it was opened since the last call. */
function opened(sensor: FakeSensor): number[] {
	return sensor.took().flatMap((call) => (call.endsWith("open") ? Number(call.split(" ")[0]) / 1_000 : []));
}

test("sampler: an absent sensor is looked for at the next sample, then two, four ... later, five minutes apart at most", () => {
	const { clock, sensor, sampler } = bench();
	sensor.missing = new Error("gone");
	sampler.start();
	clock.advance(1_300_000);
	equal(opened(sensor), [0, 5, 15, 35, 75, 155, 315, 615, 915, 1_215]);
	equal(AWAY_MAX_MS, 300_000);
});

test("sampler: a sensor that is sampled less often than that is looked for at each sample", () => {
	const { clock, sensor, sampler } = bench(600_000);
	sensor.missing = new Error("gone");
	sampler.start();
	clock.advance(1_800_000);
	equal(opened(sensor), [0, 600, 1_200, 1_800]);
});

test("sampler: one that is plugged in later is taken within five minutes, and its schedule has not drifted", () => {
	const { clock, sensor, sampler, samples } = bench(7_000);
	sensor.missing = new Error("not there at boot");
	sampler.start();
	clock.advance(1_000_000);
	sensor.missing = undefined;
	clock.advance(300_000);
	equal(samples.length > 0, true);
	equal(
		samples.filter((at) => (at - 20) % 7_000 !== 0),
		[],
	);
	const [first, second] = samples;
	equal(second - first, 7_000, "and then at each sample");
});

test("sampler: a chip that answers, whatever it says, ends the distance; so it begins anew when it is away again", () => {
	const { clock, sensor, sampler } = bench();
	sensor.missing = new Error("gone");
	sampler.start();
	clock.advance(20_000);
	equal(opened(sensor), [0, 5, 15]);
	sensor.missing = undefined;
	sensor.taken.push(Fault.Range, Fault.Absent);
	clock.advance(15_100);
	equal(opened(sensor), [35]);
	sensor.missing = new Error("gone again");
	clock.advance(40_000);
	equal(opened(sensor), [45, 55, 75]);
});

test("sampler: a chip that does not take the start of a sample is away as one that cannot be opened is", () => {
	const { clock, log, sensor, sampler } = bench();
	sensor.started = Fault.BusStuck;
	sampler.start();
	clock.advance(40_000);
	equal(opened(sensor), [0, 5, 15, 35]);
	equal(log.take(), Array(4).fill(`sample room NaN,NaN ${Fault.BusStuck}`));
});

test("sampler: somebody who asks has it tried at once; a try in vain changes nothing of when it is tried next", () => {
	const { clock, sensor, sampler, samples } = bench();
	sensor.missing = new Error("gone");
	sampler.start();
	clock.advance(100_000);
	opened(sensor);
	equal(sampler.next, 155_000);
	for (let i = 0; i < 3; i++) {
		sampler.sampleNow();
		clock.advance(1_000);
	}
	equal(opened(sensor), [100, 101, 102]);
	equal(sampler.next, 155_000);
	sensor.missing = undefined;
	sampler.sampleNow();
	clock.advance(7_000);
	equal(samples, [103_020, 105_020, 110_000].slice(0, 2));
});

test("sampler: the bus of an absent sensor is looked at: stuck is a fault of its own, told once; freed is told, and tried again soon", () => {
	const { clock, log, sensor, sampler, samples } = bench();
	sensor.missing = new Error("no chip");
	sensor.bus = BusState.Stuck;
	sampler.start();
	clock.advance(20_000);
	const stuck = `sample room NaN,NaN ${Fault.BusStuck}`;
	equal(log.take(), [
		"error sensor.room: a line of its I2C bus is held low, and clocks do not free it",
		stuck,
		stuck,
		stuck,
	]);
	sensor.bus = BusState.Freed;
	clock.advance(15_000);
	equal(log.take(), [
		"error sensor.room: SDA of its I2C bus was held low; clocks have freed it",
		`sample room NaN,NaN ${Fault.Absent}`,
	]);
	opened(sensor);
	sensor.missing = undefined;
	clock.advance(1_020);
	equal([opened(sensor), samples], [[36], [36_020]]);
});

test("sampler: a bus that is freed again and again is tried again once in an interval", () => {
	const { clock, sensor, sampler } = bench();
	sensor.missing = new Error("no chip");
	sensor.bus = BusState.Freed;
	sampler.start();
	clock.advance(10_000);
	equal(opened(sensor), [0, 1, 5, 6, 10]);
});
