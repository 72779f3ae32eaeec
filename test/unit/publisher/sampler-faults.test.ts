import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSensor } from "fakes/sensor";
import { equal, test } from "harness";
import { Sampler } from "publisher/sampler";
import { Fault } from "sensors/sensor";

function sampling() {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const sensor = new FakeSensor(clock);
	const faults: unknown[] = [];
	const samples: (readonly number[])[] = [];
	const onSample = (values: Float64Array): void => {
		samples.push([...values]);
	};
	const onFault = (error: unknown): void => {
		faults.push(error);
	};
	const sampler = new Sampler({ clock, log, sensor, onSample, onFault });
	return { clock, log, sensor, sampler, faults, samples };
}

test("sampler: readings go on, and are logged, as the sensor gave them", () => {
	const { clock, log, sampler, samples } = sampling();
	sampler.start();
	clock.advance(20);
	equal(samples, [[21.5, 40]]);
	equal(log.take(), [`sample room 21.5,40 ${Fault.None}`]);
});

test("sampler: a quantity without a reading is NaN, and the others go on", () => {
	const { clock, sensor, sampler, samples } = sampling();
	sensor.values = [Number.NaN, 40];
	sampler.start();
	clock.advance(20);
	equal(samples, [[Number.NaN, 40]]);
});

test("sampler: busy is asked again, and the sample is good when it becomes ready", () => {
	const { clock, log, sensor, sampler, samples } = sampling();
	sensor.taken.push(Fault.Busy, Fault.Busy, Fault.Busy);
	sampler.start();
	clock.advance(80);
	equal(sensor.took(), ["0 open", "0 start", "20 take", "40 take", "60 take", "80 take"]);
	equal(samples, [[21.5, 40]]);
	equal(log.take(), [`sample room 21.5,40 ${Fault.None}`]);
});

test("sampler: busy for too long is Timeout, without a reading, and the next sample starts on time", () => {
	const { clock, log, sensor, sampler, samples } = sampling();
	sensor.taken.push(...Array.from({ length: 8 }, () => Fault.Busy));
	sampler.start();
	clock.advance(4_999);
	equal(sensor.took().length, 1 + 2 * 5, "twice, since it is tried again");
	equal(samples, []);
	equal(log.take(), [`sample room NaN,NaN ${Fault.Timeout}`, `sample room NaN,NaN ${Fault.Timeout}`]);
	clock.advance(21);
	equal(sensor.took(), ["5000 start", "5020 take"]);
	equal(samples, [[21.5, 40]]);
});

test("sampler: busy without a conversion time is not asked again in the same millisecond", () => {
	const clock = new FakeClock();
	const sensor = new FakeSensor(clock, 5_000, 0);
	sensor.taken.push(Fault.Busy);
	new Sampler({ clock, log: new RecordingLog(), sensor, onSample: () => {}, onFault: () => {} }).start();
	clock.advance(1);
	equal(sensor.took(), ["0 open", "0 start", "0 take", "1 take"]);
});

for (const fault of [Fault.Range, Fault.Defective]) {
	test(`sampler: fault ${fault} costs one sample: no reading, the sensor stays open, the next sample comes on time`, () => {
		const { clock, log, sensor, sampler, samples } = sampling();
		sensor.taken.push(fault);
		sampler.start();
		clock.advance(4_999);
		equal(samples, []);
		equal(log.take(), [`sample room NaN,NaN ${fault}`]);
		clock.advance(21);
		equal(sensor.took(), ["0 open", "0 start", "20 take", "5000 start", "5020 take"]);
		equal(samples, [[21.5, 40]]);
	});
}

test("sampler: a sensor that leaves the bus is closed, and opened anew at the next sample", () => {
	const { clock, log, sensor, sampler, samples } = sampling();
	sensor.taken.push(Fault.None, Fault.Absent);
	sampler.start();
	clock.advance(10_020);
	equal(sensor.took(), [
		"0 open",
		"0 start",
		"20 take",
		"5000 start",
		"5020 take",
		"5020 close",
		"10000 open",
		"10000 start",
		"10020 take",
	]);
	equal(samples.length, 2);
	equal(log.take()[1], `sample room NaN,NaN ${Fault.Absent}`);
});

test("sampler: a start that fails is no sample, and take is not asked", () => {
	const { clock, log, sensor, sampler, samples } = sampling();
	sensor.started = Fault.Absent;
	sampler.start();
	clock.advance(4_999);
	equal(sensor.took(), ["0 open", "0 start", "0 close"]);
	sensor.started = Fault.Checksum;
	clock.advance(1_000);
	equal(sensor.took(), ["5000 open", "5000 start"]);
	equal(samples, []);
	equal(log.take(), [`sample room NaN,NaN ${Fault.Absent}`, `sample room NaN,NaN ${Fault.Checksum}`]);
});

test("sampler: a sensor that cannot be opened is looked for again, its reason told once", () => {
	const { clock, log, sensor, sampler, samples } = sampling();
	sensor.missing = new Error("no chip at 0x44");
	sampler.start();
	clock.advance(15_000);
	equal(sensor.took(), ["0 open", "5000 open", "15000 open"]);
	const absent = `sample room NaN,NaN ${Fault.Absent}`;
	equal(log.take(), ["error sensor.room: no chip at 0x44", absent, absent, absent]);
	sensor.missing = undefined;
	clock.advance(20_020);
	equal(samples, [[21.5, 40]]);
	equal(log.take(), [`sample room 21.5,40 ${Fault.None}`]);
});

test("sampler: a sensor that went away again has its reason told again; whatever was thrown is survived", () => {
	const { clock, log, sensor, sampler, faults } = sampling();
	sensor.taken.push(Fault.Absent);
	sampler.start();
	clock.advance(4_000);
	sensor.missing = "not an Error";
	clock.advance(10_000);
	equal(
		log.take().filter((line) => line.startsWith("error")),
		["error sensor.room: cannot be opened"],
	);
	equal(faults, []);
});

test("sampler: a sensor that came and went has its reason told each time it went", () => {
	const { clock, log, sensor, sampler } = sampling();
	sensor.missing = new Error("gone");
	sampler.start();
	clock.advance(4_000);
	sensor.missing = undefined;
	sensor.taken.push(Fault.Absent);
	clock.advance(5_000);
	sensor.missing = new Error("gone again");
	clock.advance(10_000);
	equal(
		log.take().filter((line) => line.startsWith("error")),
		["error sensor.room: gone", "error sensor.room: gone again"],
	);
});

test("sampler: a defect is reported once, the sensor is released and not sampled any more (invariant X1)", () => {
	const clock = new FakeClock();
	const sensor = new FakeSensor(clock);
	const faults: unknown[] = [];
	const onSample = (): void => {
		throw new Error("defect");
	};
	const log = new RecordingLog();
	new Sampler({ clock, log, sensor, onSample, onFault: (error) => faults.push(error) }).start();
	clock.advance(60_000);
	equal(faults.length, 1);
	equal(sensor.took(), ["0 open", "0 start", "20 take", "20 close"]);
	equal(clock.pending, 0);
});

test("sampler: a sensor that fails does not touch the schedule of another", () => {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const broken = new FakeSensor(clock);
	broken.missing = new Error("gone");
	const good = new FakeSensor(clock, 7_000);
	const samples: number[] = [];
	const onFault = (): void => {};
	new Sampler({ clock, log, sensor: broken, onSample: () => {}, onFault }).start();
	new Sampler({ clock, log, sensor: good, onSample: () => samples.push(clock.ticks), onFault }).start();
	clock.advance(21_020);
	equal(samples, [20, 7_020, 14_020, 21_020]);
});
