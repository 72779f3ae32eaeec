/** A fault that may pass has one sample more, soon, where that is sure to be over before the next one is due. */

import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeSensor } from "fakes/sensor";
import { equal, test } from "harness";
import { RETRY_MS, Sampler } from "publisher/sampler";
import { Fault } from "sensors/sensor";

function bench(intervalMs = 5_000, conversionMs = 20) {
	const clock = new FakeClock();
	const log = new RecordingLog();
	const sensor = new FakeSensor(clock, intervalMs, conversionMs);
	const samples: number[] = [];
	const onFault = (error: unknown): void => {
		throw error;
	};
	const sampler = new Sampler({ clock, log, sensor, onSample: () => samples.push(clock.ticks), onFault });
	return { clock, log, sensor, sampler, samples };
}

for (const fault of [Fault.Checksum, Fault.Timeout, Fault.Busy]) {
	test(`sampler: fault ${fault}, which may pass, has a sample a second later; the fault is told, and the schedule kept`, () => {
		const { clock, log, sensor, sampler, samples } = bench();
		if (fault === Fault.Busy) sensor.started = fault;
		else sensor.taken.push(fault);
		sampler.start();
		clock.advance(20);
		sensor.started = Fault.None;
		clock.advance(10_000);
		const failed = fault === Fault.Busy ? 0 : 20;
		equal(samples, [failed + RETRY_MS + 20, 5_020, 10_020]);
		equal(log.take()[0], `sample room NaN,NaN ${fault}`);
	});
}

test("sampler: it is tried again once, and not again until a sample was good: a broken one has no more traffic than a sound one", () => {
	const { clock, sensor, sampler, samples } = bench();
	sensor.taken.push(...Array.from({ length: 4 }, () => Fault.Checksum));
	sampler.start();
	clock.advance(14_999);
	equal(sensor.took(), [
		"0 open",
		"0 start",
		"20 take",
		"1020 start",
		"1040 take",
		"5000 start",
		"5020 take",
		"10000 start",
		"10020 take",
	]);
	sensor.taken.push(Fault.None, Fault.Checksum);
	clock.advance(10_000);
	equal(samples, [15_020, 21_040]);
});

test("sampler: it is not tried again where that might not be over before the next sample", () => {
	for (const [intervalMs, conversionMs] of [
		[1_000, 20],
		[5_000, 1_000],
	]) {
		const { clock, sensor, sampler, samples } = bench(intervalMs, conversionMs);
		sensor.taken.push(Fault.Checksum);
		sampler.start();
		clock.advance(intervalMs + conversionMs);
		equal(samples, [intervalMs + conversionMs]);
	}
});

test("sampler: what another sample soon cannot mend is not tried again", () => {
	for (const fault of [Fault.Range, Fault.Defective, Fault.Absent]) {
		const { clock, sensor, sampler, samples } = bench();
		sensor.taken.push(fault);
		sampler.start();
		clock.advance(5_020);
		equal(samples, [5_020]);
	}
});

test("sampler: somebody who asks before it is tried again has his sample, and there is no third", () => {
	const { clock, sensor, sampler, samples } = bench();
	sensor.taken.push(Fault.Checksum);
	sampler.start();
	clock.advance(500);
	sampler.sampleNow();
	clock.advance(4_000);
	equal(samples, [520]);
});
