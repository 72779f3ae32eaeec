import assert from "node:assert/strict";
import { test } from "node:test";
import { type Arrival, type Books, balance, type Sample, violations } from "../../sim/endurance/ledger";

const START = Date.parse("2026-06-01T12:00:00Z");

/** A sample each second from `from` to `to`, 200 ms behind the second, each with values of its own. */
function samples(boot: number, from: number, to: number): Sample[] {
	return Array.from({ length: to - from }, (_, i) => ({
		boot,
		time: START + (from + i) * 1_000 + 200,
		temperature: 20 + (from + i) / 100,
		humidity: 40 + (from + i) / 100,
	}));
}

/** The row of samples `from` to `to` (seconds), as it arrives at its end. */
function row(from: number, to: number, parts: { temperature?: number; count?: number } = {}): Arrival {
	const { temperature = 20 + (to - 1) / 100, count = to - from } = parts;
	const created = new Date(START + (to - 1) * 1_000).toISOString().replace(".000", "").replaceAll(":", "%3A");
	const values = `field1=${temperature.toFixed(2)}&field2=${(40 + (to - 1) / 100).toFixed(2)}&field8=${count}`;
	return { at: START + to * 1_000, payload: `${values}&created_at=${created}` };
}

function books(parts: Partial<Books>): Books {
	const boots = [{ start: START, killed: Number.POSITIVE_INFINITY }];
	const all = samples(1, 0, 20);
	const arrivals = [row(0, 5), row(5, 10), row(10, 15), row(15, 20)];
	return { samples: all, arrivals, published: [], until: START + 20_000, boots, intervalMs: 5_000, ...parts };
}

test("rows that divide the samples without a gap: nothing is wrong; a re-send with the same payload is listed", () => {
	const result = balance(books({}));
	assert.deepEqual(violations(result), []);
	assert.deepEqual([result.taken, result.arrived, result.rows, result.spacingMs], [20, 20, 4, 5_000]);
	const again = balance(books({ arrivals: [row(0, 5), row(5, 10), row(5, 10), row(10, 15), row(15, 20)] }));
	assert.deepEqual(violations(again), []);
	assert.deepEqual(again.resends, [row(5, 10)]);
});

test("a row that did not arrive: each of its samples is lost, at any place", () => {
	const all = [row(0, 5), row(5, 10), row(10, 15), row(15, 20)];
	for (const gone of all) {
		const result = balance(books({ arrivals: all.filter((one) => one !== gone) }));
		assert.equal(violations(result).length, 5);
		assert.ok(violations(result).every((line) => line.startsWith("lost: the sample")));
	}
});

test("what is closed behind the end need not have arrived", () => {
	assert.deepEqual(violations(balance(books({ arrivals: [row(0, 5), row(5, 10)], until: START + 10_000 }))), []);
});

test("a created_at with another payload, a value that was never sampled, a count too many, and disorder are told", () => {
	const base = [row(0, 5), row(5, 10), row(10, 15), row(15, 20)];
	const tell = (arrivals: Arrival[]): string => violations(balance(books({ arrivals }))).join("\n");
	assert.match(tell([...base, row(5, 10, { temperature: 3 })]), /^its created_at had another payload before/);
	assert.match(
		tell([row(0, 5), row(5, 10, { temperature: 3 }), row(10, 15), row(15, 20)]),
		/^never sampled: field1=3/m,
	);
	assert.match(tell([row(0, 5), row(5, 10, { count: 6 }), row(10, 15), row(15, 20)]), /lost|never sampled/);
	assert.match(tell([row(0, 5), row(10, 15), row(5, 10), row(15, 20)]), /^first came behind a younger row/);
	assert.match(tell([...base, { at: START, payload: "field1=1" }]), /^never sampled: field1=1$/m);
});

test("kill -9: the open row may go, a row that was closed may not", () => {
	const boots = [
		{ start: START, killed: START + 13_000 },
		{ start: START + 14_000, killed: Number.POSITIVE_INFINITY },
	];
	const both = [...samples(1, 0, 13), ...samples(2, 15, 25)];
	const after = [row(15, 20), row(20, 25)];
	const until = START + 25_000;
	const open = balance(books({ samples: both, boots, until, arrivals: [row(0, 5), row(5, 10), ...after] }));
	assert.deepEqual(violations(open), []);
	assert.equal(open.missing.length, 3, "the samples of the seconds 10 to 12");
	const lost = balance(books({ samples: both, boots, until, arrivals: [row(0, 5), ...after] }));
	assert.equal(violations(lost).length, 5, "the row closed at 10");
});

test("a payload that the simulator published must have been seen", () => {
	const { payload } = row(5, 10);
	const result = balance(books({ arrivals: [row(0, 5), row(10, 15), row(15, 20)], published: [payload] }));
	assert.ok(violations(result).includes(`lost: published, but never seen: ${payload}`));
});
