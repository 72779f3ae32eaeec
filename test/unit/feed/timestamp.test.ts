import { seeded } from "fakes/random";
import { written } from "fakes/room";
import { TIMESTAMP_LENGTH, writeTimestamp } from "feed/timestamp";
import { equal, test } from "harness";

const stamp = (time: number): string => written((target, at) => writeTimestamp(target, at, time));

/** As Date has it: without milliseconds, its colons as form encoding has them. */
const expected = (time: number): string => `${new Date(time).toISOString().slice(0, 19).split(":").join("%3A")}Z`;

test("timestamp: ISO 8601 in UTC, to the second, its colons %3A", () => {
	equal(stamp(Date.UTC(2026, 10, 22, 10, 3, 5)), "2026-11-22T10%3A03%3A05Z");
	equal(stamp(0), "1970-01-01T00%3A00%3A00Z");
	equal(stamp(0).length, TIMESTAMP_LENGTH);
});

test("timestamp: milliseconds are cut off, never rounded up", () => {
	equal(stamp(999), "1970-01-01T00%3A00%3A00Z");
	equal(stamp(Date.UTC(2026, 11, 31, 23, 59, 59, 999)), "2026-12-31T23%3A59%3A59Z");
	equal(stamp(Date.UTC(2026, 0, 1) + 0.75), "2026-01-01T00%3A00%3A00Z");
});

test("timestamp: leap years, centuries, ends of years, 2038, 2106 and 9999 are right", () => {
	equal(stamp(Date.UTC(2024, 1, 29, 23, 59, 59)), "2024-02-29T23%3A59%3A59Z");
	equal(stamp(Date.UTC(2024, 1, 29) + 86_400_000), "2024-03-01T00%3A00%3A00Z");
	equal(stamp(Date.UTC(2026, 1, 28) + 86_400_000), "2026-03-01T00%3A00%3A00Z");
	equal(stamp(Date.UTC(2000, 1, 29)), "2000-02-29T00%3A00%3A00Z");
	equal(stamp(Date.UTC(2100, 1, 28) + 86_400_000), "2100-03-01T00%3A00%3A00Z");
	equal(stamp(Date.UTC(2024, 11, 31)), "2024-12-31T00%3A00%3A00Z");
	equal(stamp(2 ** 31 * 1_000), "2038-01-19T03%3A14%3A08Z");
	equal(stamp(2 ** 32 * 1_000), "2106-02-07T06%3A28%3A16Z");
	equal(stamp(Date.UTC(9999, 11, 31, 23, 59, 59, 999)), "9999-12-31T23%3A59%3A59Z");
});

test("timestamp: every day of 401 years has the date that Date gives it", () => {
	for (let day = 0; day < 401 * 366; day += 1) {
		const time = day * 86_400_000;
		// Date is slow on XS: only around the ends of months, where an error would be
		if (day % 37 === 0 || isEdge(day)) equal(stamp(time), expected(time), `day ${day}`);
	}
});

test("timestamp: equals Date at random times up to the year 9999", () => {
	const random = seeded(6);
	for (let i = 0; i < 2_000; i++) {
		const time = Math.floor(random() * 253_402_300_800_000);
		equal(stamp(time), expected(time));
	}
});

/** Near the end of February or of the year. */
function isEdge(day: number): boolean {
	const ofYear = day % 365.2425;
	return ofYear < 2 || (ofYear > 57 && ofYear < 61);
}
