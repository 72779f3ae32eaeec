import { BACKOFF_BASE_MS, BACKOFF_MAX_MS, BACKOFF_MIN_MS, Backoff } from "core/backoff";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";

const ALMOST_ONE = 0.999_999_9;

test("backoff: the ceiling doubles with each attempt up to the cap of 5 minutes", () => {
	const backoff = new Backoff(() => ALMOST_ONE);
	const waits: number[] = [];
	for (let i = 0; i < 10; i++) waits.push(backoff.next());
	equal(
		waits,
		[2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((s) => s * 1_000 - 1),
	);
	equal(BACKOFF_MAX_MS, 300_000);
});

test("backoff: at least the minimum back-off lies between two attempts, from the first one on (invariant B1)", () => {
	const backoff = new Backoff(() => 0);
	for (let i = 0; i < 20; i++) equal(backoff.next(), BACKOFF_MIN_MS);
});

test("backoff: full jitter, drawn evenly between the minimum and the ceiling (invariant B1)", () => {
	const backoff = new Backoff(() => 0.5);
	equal(backoff.next(), BACKOFF_MIN_MS + (BACKOFF_BASE_MS - BACKOFF_MIN_MS) / 2);
	equal(backoff.next(), BACKOFF_MIN_MS + (2 * BACKOFF_BASE_MS - BACKOFF_MIN_MS) / 2);
	for (let i = 0; i < 10; i++) backoff.next();
	equal(backoff.next(), BACKOFF_MIN_MS + (BACKOFF_MAX_MS - BACKOFF_MIN_MS) / 2);
});

test("backoff: any random numbers give whole milliseconds within the bounds, over all of them", () => {
	const backoff = new Backoff(seeded(4));
	const tenths = new Set<number>();
	for (let i = 0; i < 2_000; i++) {
		const wait = backoff.next();
		ok(Number.isInteger(wait) && wait >= BACKOFF_MIN_MS && wait <= BACKOFF_MAX_MS, `${wait}`);
		if (i >= 8) tenths.add(Math.floor(((wait - BACKOFF_MIN_MS) / (BACKOFF_MAX_MS - BACKOFF_MIN_MS)) * 10));
	}
	equal(tenths.size, 10);
});

test("backoff: starts over after a reset", () => {
	const backoff = new Backoff(() => ALMOST_ONE);
	for (let i = 0; i < 12; i++) backoff.next();
	backoff.reset();
	equal([backoff.next(), backoff.next()], [BACKOFF_BASE_MS - 1, 2 * BACKOFF_BASE_MS - 1]);
});
