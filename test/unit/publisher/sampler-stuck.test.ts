/** The same readings too often in a row are not taken, and the sensor is opened anew. */

import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSensor } from "fakes/sensor";
import { equal, test } from "harness";
import { Repeats } from "publisher/plausibility";
import { Sampler } from "publisher/sampler";
import { Fault } from "sensors/sensor";

function bench(stuckAfter: number) {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const sensor = new FakeSensor(clock);
	sensor.stuckAfter = stuckAfter;
	const samples: number[] = [];
	const onFault = (error: unknown): void => {
		throw error;
	};
	new Sampler({ clock, log, sensor, onSample: (values) => samples.push(values[0]), onFault }).start();
	return { clock, log, sensor, samples };
}

test("sampler: so many samples with the same readings are taken, the next are Fault.Stuck, each with a new start of the sensor", () => {
	const { clock, log, sensor, samples } = bench(3);
	clock.advance(10_020);
	equal(samples.length, 3);
	sensor.took();
	log.take();
	clock.advance(10_000);
	equal(samples.length, 3);
	equal(log.take(), [`sample room NaN,NaN ${Fault.Stuck}`, `sample room NaN,NaN ${Fault.Stuck}`]);
	equal(sensor.took(), [
		"15000 start",
		"15020 take",
		"15020 close",
		"20000 open",
		"20000 start",
		"20020 take",
		"20020 close",
	]);
	sensor.values = [21.6, 40];
	clock.advance(5_000);
	equal(samples, [21.5, 21.5, 21.5, 21.6]);
});

test("sampler: a change of one quantity in its last bit is a life sign", () => {
	const { clock, sensor, samples } = bench(2);
	for (let i = 0; i < 10; i++) {
		sensor.values = [21.5, 40 + Number.EPSILON * 64 * (i >> 1)];
		clock.advance(5_000);
	}
	equal(samples.length, 10);
});

test("sampler: a fault in between neither counts nor ends the row", () => {
	const { clock, sensor, samples } = bench(2);
	sensor.taken.push(Fault.None, Fault.Range, Fault.None, Fault.None);
	clock.advance(20_000);
	equal(samples.length, 2);
});

test("sampler: 0 lets the readings stand still as long as they like", () => {
	const { clock, samples } = bench(0);
	clock.advance(5_000_000);
	equal(samples.length, 1_000);
});

test("stuck: a quantity without a reading is the same as before; a sample without any is no sample", () => {
	const repeats = new Repeats(2);
	const none = Float64Array.of(Number.NaN, Number.NaN);
	equal(repeats.take(none), 0);
	equal(repeats.take(Float64Array.of(1, Number.NaN)), 1);
	equal(repeats.take(none), 0);
	equal(repeats.take(Float64Array.of(1, Number.NaN)), 2);
});
