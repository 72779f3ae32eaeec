/** What the chip cannot have measured is not taken. */

import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { equal, test } from "harness";
import { isBeyond } from "publisher/plausibility";
import { Sampler } from "publisher/sampler";
import { Fault, type Quantity } from "sensors/sensor";

const QUANTITIES: readonly Quantity[] = [
	{ name: "temperature", unit: "°C", digits: 1, least: -40, most: 85 },
	{ name: "humidity", unit: "%", digits: 0, least: 0, most: 100 },
	{ name: "count", unit: "1", digits: 0 },
];

function beyond(...values: number[]): boolean {
	return isBeyond(Float64Array.from(values), QUANTITIES, QUANTITIES.length);
}

test("range: both ends are within it, and what is published as an end", () => {
	equal(beyond(-40, 0, 0), false);
	equal(beyond(85, 100, 1e9), false);
	equal(beyond(85.04, 100.4, 0), false);
});

test("range: one quantity beyond spoils the sample", () => {
	equal(beyond(85.06, 50, 0), true);
	equal(beyond(-40.06, 50, 0), true);
	equal(beyond(20, 100.6, 0), true);
	equal(beyond(20, -0.6, 0), true);
});

test("range: no reading is none that is beyond; infinity is beyond everything", () => {
	equal(beyond(Number.NaN, Number.NaN, Number.NaN), false);
	equal(beyond(20, Number.NaN, Number.POSITIVE_INFINITY), true);
});

test("sampler: a sample with a reading beyond its quantity's range is a Fault.Range, and nothing of it goes on", () => {
	const clock = new FakeClock();
	const log = new RecordingLog();
	let temperature = 300;
	const sensor = {
		start: () => Fault.None,
		take(values: Float64Array): Fault {
			values.set([temperature, 40, 1]);
			return Fault.None;
		},
		close: () => undefined,
	};
	const samples: number[][] = [];
	const sampled = { name: "room", quantities: QUANTITIES, conversionMs: 1, intervalMs: 5_000, open: () => sensor };
	const onSample = (values: Float64Array): void => {
		samples.push([...values]);
	};
	new Sampler({ clock, log, sensor: sampled, onSample, onFault: () => undefined }).start();
	clock.advance(1);
	equal([samples, log.take()], [[], [`sample room NaN,NaN,NaN ${Fault.Range}`]]);
	temperature = 20;
	clock.advance(5_000);
	equal(samples, [[20, 40, 1]]);
});
