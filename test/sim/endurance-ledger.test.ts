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
	const boots = [{ start: START, killed: Number.POSITIVE_INFINITY, written: 0 }];
	const all = samples(1, 0, 20);
	const arrivals = [row(0, 5), row(5, 10), row(10, 15), row(15, 20)];
	return { samples: all, arrivals, published: [], until: START + 20_000, boots, intervalMs: 5_000, ...parts };
}

test("rows that divide the samples without a gap: nothing is wrong; a re-send with the same payload is listed", () => {
	const result = balance(books({}));
	assert.deepEqual(violations(result), []);
	assert.deepEqual([result.taken, result.arrived, result.rows, result.spacingMs], [20, 20, 4, 5_000]);
	const resend = { ...row(5, 10), at: START + 12_000 };
	const again = balance(books({ arrivals: [row(0, 5), row(5, 10), resend, row(10, 15), row(15, 20)] }));
	assert.deepEqual(violations(again), []);
	assert.deepEqual(again.resends, [resend]);
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

/** What is lost of rows closed at 5, 10 and 15 with a kill at `killed` seconds, and flash written last at `written`, when `came` arrived. */
function behindKill(killed: number, written: number, came: Arrival[]): { lost: string[]; open: number } {
	const boots = [
		{ start: START, killed: START + killed * 1_000, written: START + written * 1_000 },
		{ start: START + 16_000, killed: Number.POSITIVE_INFINITY, written: 0 },
	];
	const both = [...samples(1, 0, Math.floor(killed)), ...samples(2, 20, 30)];
	const arrivals = [...came, row(20, 25), row(25, 30)];
	const result = balance(books({ samples: both, boots, until: START + 30_000, arrivals }));
	return { lost: violations(result), open: result.missing.filter(({ open }) => open).length };
}

test("kill -9: the open row may go, a row that was closed may not", () => {
	const open = behindKill(13, 10.01, [row(0, 5), row(5, 10)]);
	assert.deepEqual(open, { lost: [], open: 3 }, "the samples of the seconds 10 to 12");
	const lost = behindKill(13, 10.01, [row(0, 5)]);
	assert.equal(lost.lost.length, 5, "the row closed at 10");
	assert.equal(lost.open, 3);
});

test("kill -9 right behind the time to close: a late timer is believed only where flash was not written since, and for a moment", () => {
	const came = [row(0, 5), row(5, 10)];
	assert.deepEqual(behindKill(15.05, 10.01, came), { lost: [], open: 5 });
	assert.equal(behindKill(15.05, 15.01, came).lost.length, 5, "it was written, and is gone");
	assert.equal(behindKill(15.15, 10.01, came).lost.length, 5, "it should have been written");
	assert.deepEqual(behindKill(15.15, 15.01, [...came, row(10, 15)]), { lost: [], open: 0 });
});

test("arrivals within the minimum interval fail the run, whichever connection they came by", () => {
	const late = { ...row(0, 5), at: START + 9_500 };
	const result = balance(books({ arrivals: [late, row(5, 10), row(10, 15), row(15, 20)] }));
	assert.equal(result.spacingMs, 500);
	assert.match(
		violations(result).join("\n"),
		/^too close behind the one before: .*created_at=2026-06-01T12%3A00%3A09Z/,
	);
	const apart = { ...row(0, 5), at: START + 9_000 };
	assert.deepEqual(violations(balance(books({ arrivals: [apart, row(5, 10), row(10, 15), row(15, 20)] }))), []);
});

test("a payload that the simulator published must have been seen", () => {
	const { payload } = row(5, 10);
	const result = balance(books({ arrivals: [row(0, 5), row(10, 15), row(15, 20)], published: [payload] }));
	assert.ok(violations(result).includes(`lost: published, but never seen: ${payload}`));
});
