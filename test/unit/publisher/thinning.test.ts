import { equal, ok, test } from "harness";
import { Thinning, thinned } from "publisher/thinning";

/** The factors at these levels, one after the other. */
function factors(thinning: Thinning, ...levels: readonly number[]): number[] {
	return levels.map((level) => {
		thinning.look(level);
		return thinning.factor;
	});
}

test("thinning: none until a half is full, then more with each step", () => {
	const levels = [0, 0.3, 0.49, 0.5, 0.74, 0.75, 0.87, 0.875, 0.93, 0.938, 0.96, 0.969, 1];
	equal(factors(new Thinning(), ...levels), [1, 1, 1, 2, 2, 4, 4, 16, 16, 64, 64, 256, 256]);
});

test("thinning: a level that goes up and down a little changes nothing", () => {
	const thinning = new Thinning();
	equal(factors(thinning, 0.5, 0.49, 0.5, 0.48, 0.49, 0.471), [2, 2, 2, 2, 2, 2]);
	equal(factors(thinning, 0.76, 0.74, 0.76, 0.73), [4, 4, 4, 4]);
});

test("thinning: none while the journal is drained, however full it still is, until it fills again", () => {
	const thinning = new Thinning();
	equal(factors(thinning, 0.97, 0.95, 0.93), [256, 256, 1]);
	equal(factors(thinning, 0.92, 0.93, 0.9, 0.6), [1, 1, 1, 1], "0.01 up is not filling");
	equal(factors(thinning, 0.62, 0.64, 0.63, 0.74, 0.76), [1, 2, 2, 2, 4]);
	equal(factors(thinning, 0, 0.1, 0.4), [1, 1, 1]);
});

test("thinning: new settings do not make it forget which way the level goes", () => {
	const before = new Thinning();
	factors(before, 0.9, 0.8);
	const after = new Thinning();
	after.adopt(before);
	equal(factors(after, 0.8, 0.79), [1, 1]);
	const filling = new Thinning();
	factors(filling, 0.8);
	const next = new Thinning();
	next.adopt(filling);
	equal([next.factor, ...factors(next, 0.79)], [4, 4]);
});

test("thinning: an interval gets a day long at most, and one that is longer stays", () => {
	equal([thinned(60_000, 1), thinned(60_000, 256)], [60_000, 15_360_000]);
	equal([thinned(3_600_000, 256), thinned(86_400_000, 16), thinned(7_000, 4)], [86_400_000, 86_400_000, 28_000]);
});

test("thinning: a journal of n rows is full after twelve times n intervals, not before", () => {
	const rows = 3_000;
	const thinning = new Thinning();
	let intervals = 0;
	for (let kept = 0; kept < rows; kept++) {
		thinning.look(kept / rows);
		intervals += thinning.factor;
	}
	ok(intervals > 12 * rows && intervals < 13 * rows, `${intervals / rows}`);
});
