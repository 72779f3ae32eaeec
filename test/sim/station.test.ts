import assert from "node:assert/strict";
import { test } from "node:test";
import { bundleGuest } from "../../sim/bundle";
import { makerOf } from "../../sim/engine/makers";
import { findRoot } from "../../sim/root";
import { Books } from "../../sim/station/books";
import { drawBreakdowns } from "../../sim/station/faults";
import { isGood, reportText } from "../../sim/station/report";
import { pastOf, runStation } from "../../sim/station/station";
import type { StationSensor } from "../../sim/station/truth";
import { Weather } from "../../sim/weather/weather";
import { ENGINES } from "../fakes/firmware";

const ROOT = findRoot();
const EPOCH = Date.UTC(2026, 5, 1);
/** On V8; the board's engine, which is some ten times slower here, has a part of a day. */
const DAYS = { v8: 3, xs: 1 };

/** A month of it is `npm run station`. */
for (const { engine, skip } of ENGINES) {
	test(`${engine}: ten sensors that break at random, three channels: each field is right, each fault told, no sample late`, {
		skip,
	}, async () => {
		const maker = makerOf(engine, ROOT);
		assert.ok(maker);
		const days = DAYS[engine];
		const result = await runStation({ days, seed: 2, engine: maker, script: await bundleGuest({ root: ROOT }) });
		assert.ok(isGood(result), reportText(result, days, 0));
		assert.ok(result.books.values > 4_000 * days, `${result.books.values} fields compared`);
		const broken = new Set(result.breakdowns.map(({ sensor, fault }) => `${sensor.name}.${fault.name}`));
		assert.ok(broken.size >= days, [...broken].join(", "));
	});
}

const SENSOR: StationSensor = {
	name: "air",
	settings: { model: "sht3x" },
	intervalS: 60,
	sampleMs: 20,
	quantities: [{ name: "temperature", within: 0.02, truth: (now) => now.temperature() }],
	faults: [{ name: "absent", words: ["absent"], set: () => undefined, clear: () => undefined }],
};

function books() {
	let now = 0;
	const environment = new Weather({ now: () => now, start: EPOCH, seed: 1 });
	const fields = [
		{ channel: "1", field: 1, sensor: "air", quantity: "temperature", aggregate: "mean" },
		{ channel: "1", field: 2, sensor: "air", quantity: "temperature", aggregate: "sum" },
	] as const;
	const past = pastOf({ start: EPOCH, seed: 1 });
	const kept = new Books({ sensors: [SENSOR], fields, environment, past, epoch: EPOCH });
	const sample = (ticks: number, more: object = {}): void => {
		now = ticks;
		const temperature = Number(environment.temperature().toFixed(2));
		kept.sample({ ticks, event: "sample", sensor: "air", values: { temperature }, ...more });
	};
	return { kept, sample, environment };
}

test("books: a wrong reading, a reading out of nowhere and a fault without a reason are found", () => {
	const { kept, sample } = books();
	sample(20);
	sample(60_020);
	assert.deepEqual(kept.wrong, []);
	sample(120_020, { values: { temperature: 99 } });
	assert.match(kept.wrong.join(), /air\.temperature is 99, truly/);
	sample(180_020, { values: {}, fault: "absent: check its wiring and address" });
	assert.match(kept.wrong.join(), /is "absent.*nothing is wrong with it/);
	const book = kept.sensors.get("air");
	assert.ok(book);
	book.active = SENSOR.faults[0];
	sample(240_020);
	assert.match(kept.wrong.join(), /has a reading, with absent/);
	sample(300_020, { fault: "bad checksum" });
	assert.match(kept.wrong.join(), /with absent is "bad checksum"/);
});

test("books: a sample that comes more than a second late is found, one that stands in for it is not", () => {
	const { kept, sample } = books();
	sample(20);
	sample(61_000);
	sample(62_500);
	assert.deepEqual(kept.wrong, []);
	sample(121_500);
	assert.match(kept.wrong.join(), /air is 1480 ms late/);
});

test("books: a row with a wrong sum, a missing field, other decimals or a time that does not rise is found", () => {
	const { kept, sample, environment } = books();
	const row = (createdAt: number, ...fields: string[]): void =>
		kept.row({ channel: "1", createdAt, fields: new Map(fields.map((text, i) => [i + 1, text])) });
	sample(20);
	sample(60_020);
	const value = environment.temperature();
	row(EPOCH + 60_000, value.toFixed(2), (2 * value).toFixed(2));
	const before = kept.wrong.length;
	sample(120_020);
	row(EPOCH + 120_000, environment.temperature().toFixed(2), "0.00");
	assert.match(kept.wrong.slice(before).join(), /field2 .*: 0\.00, rightly/);
	sample(180_020);
	row(EPOCH + 180_000, environment.temperature().toFixed(3));
	assert.match(kept.wrong.join(), /with 2 decimals/);
	assert.match(kept.wrong.join(), /field2 .*: missing, with 1 samples/);
	row(EPOCH + 180_000, "1.00", "1.00");
	assert.match(kept.wrong.join(), /does not rise/);
	assert.match(kept.wrong.join(), /1\.00, of no sample/);
});

test("breakdowns: each of a sensor's faults comes once before one comes again, one at a time, and the same seed draws the same", () => {
	const two: StationSensor = {
		...SENSOR,
		faults: ["a", "b"].map((name) => ({ ...SENSOR.faults[0], name })),
	};
	const drawn = drawBreakdowns([two], 90, 3);
	assert.ok(drawn.length > 10);
	for (let i = 0; i + 1 < drawn.length; i += 2) assert.notEqual(drawn[i].fault.name, drawn[i + 1].fault.name);
	for (let i = 1; i < drawn.length; i++) assert.ok(drawn[i].at > drawn[i - 1].at + drawn[i - 1].lengthMs);
	assert.deepEqual(
		drawBreakdowns([two], 90, 3).map(({ at }) => at),
		drawn.map(({ at }) => at),
	);
});
