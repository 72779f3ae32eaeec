import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSensor } from "fakes/sensor";
import { equal, test } from "harness";
import { Sampler } from "publisher/sampler";
import { Fault } from "sensors/sensor";

function bench() {
	const clock = new FakeClock();
	const sensor = new FakeSensor(clock);
	const samples: number[] = [];
	const sampler = new Sampler({
		clock,
		log: new RecordingLog(),
		sensor,
		onSample: () => samples.push(clock.ticks),
		onFault: (error) => {
			throw error;
		},
	});
	sampler.start();
	clock.advance(1_000);
	samples.splice(0);
	return { clock, sensor, samples, sampler };
}

test("sampler: a sample on request comes at once and does not shift the schedule", () => {
	const { clock, samples, sampler } = bench();
	sampler.sampleNow();
	equal(samples, [], "never from inside");
	clock.advance(10_000);
	equal(samples, [1_020, 5_020, 10_020]);
});

test("sampler: a request while a sample is under way starts no second conversion", () => {
	const { clock, sensor, samples, sampler } = bench();
	sampler.sampleNow();
	clock.advance(10);
	sampler.sampleNow();
	sampler.sampleNow();
	sensor.took();
	clock.advance(3_000);
	equal([samples, sensor.took()], [[1_020], ["1020 take"]]);
});

test("sampler: a sample on request that runs into the schedule stands for the one that was due", () => {
	const { clock, sensor, samples, sampler } = bench();
	clock.advance(3_990); // ticks 4990, the next is due at 5000
	sensor.taken.push(Fault.Busy);
	sampler.sampleNow();
	clock.advance(5_100);
	equal(
		samples,
		[5_030, 10_020].filter((at) => at <= clock.ticks),
	);
});
