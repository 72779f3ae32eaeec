import { FakeClock } from "fakes/clock";
import { LateClock } from "fakes/late-clock";
import { RecordingLog } from "fakes/log";
import { seeded } from "fakes/random";
import { FakeSensor } from "fakes/sensor";
import { equal, ok, test } from "harness";
import { Sampler } from "publisher/sampler";

function sampling(lateMs: () => number = () => 0, conversionMs = 20) {
	const inner = new FakeClock();
	const clock = new LateClock(inner, lateMs);
	const sensor = new FakeSensor(clock, 5_000, conversionMs);
	const faults: unknown[] = [];
	const samples: number[] = [];
	const sampler = new Sampler({
		clock,
		log: new RecordingLog(),
		sensor,
		onSample: () => samples.push(clock.ticks),
		onFault: (error) => faults.push(error),
	});
	return { clock: inner, sensor, sampler, faults, samples };
}

test("sampler: the first sample is taken at once, never from inside start, then one each interval", () => {
	const { clock, sensor, sampler, samples } = sampling();
	clock.advance(700);
	sampler.start();
	equal(sensor.took(), []);
	clock.advance(0);
	equal(sensor.took(), ["700 open", "700 start"]);
	clock.advance(15_000);
	equal(samples, [720, 5_720, 10_720]);
});

test("sampler: take comes conversionMs behind start", () => {
	const { clock, sensor, sampler } = sampling();
	sampler.start();
	clock.advance(5_020);
	equal(sensor.took(), ["0 open", "0 start", "20 take", "5000 start", "5020 take"]);
});

test("sampler: a sensor that converts in no time is not taken from inside start", () => {
	const { clock, sampler, samples } = sampling(() => 0, 0);
	sampler.start();
	equal(samples, []);
	clock.advance(10_000);
	equal(samples, [0, 5_000, 10_000]);
});

test("sampler: alarms that go off late do not add up: the schedule does not drift", () => {
	const random = seeded(8);
	const { clock, sampler, samples } = sampling(() => Math.floor(random() * 900));
	sampler.start();
	clock.advance(1_000 * 5_000 + 4_000);
	equal(samples.length, 1_001);
	for (let i = 0; i < samples.length; i++) {
		const late = samples[i] - i * 5_000;
		ok(late >= 20 && late < 1_820 + 20, `sample ${i} at ${samples[i]}`);
	}
});

test("sampler: after a long halt missed samples are left out, not made up for, and the schedule is kept", () => {
	let late = 12_300;
	const { clock, sampler, samples } = sampling(() => late);
	sampler.start();
	clock.advance(12_300);
	late = 0;
	clock.advance(30_000);
	equal(samples.slice(1), [25_020, 30_020, 35_020, 40_020]);
});

test("sampler: stop ends sampling and releases the sensor, also in the middle of a sample; start begins anew", () => {
	const { clock, sensor, sampler, samples } = sampling();
	sampler.start();
	clock.advance(10);
	sampler.stop();
	sampler.stop();
	clock.advance(60_000);
	equal(sensor.took(), ["0 open", "0 start", "10 close"]);
	equal(samples, []);
	sampler.start();
	clock.advance(20);
	equal(sensor.took(), ["60010 open", "60010 start", "60030 take"]);
	equal(samples, [60_030]);
	equal(clock.pending, 1);
});
