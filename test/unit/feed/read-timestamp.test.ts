import { seeded } from "fakes/random";
import { readTimestamp } from "feed/timestamp";
import { equal, test } from "harness";

function read(text: string): number {
	const bytes = Uint8Array.from(`x${text}x`, (character) => character.charCodeAt(0));
	return readTimestamp(bytes, 1, 1 + text.length);
}

test("read a timestamp: ISO 8601 in UTC, with an offset, with a fraction that is passed over", () => {
	const noon = Date.UTC(2026, 10, 22, 12, 3, 5);
	for (const text of [
		"2026-11-22T12:03:05Z",
		"2026-11-22T12:03:05+00:00",
		"2026-11-22T12:03:05.999Z",
		"2026-11-22T07:03:05-05:00",
		"2026-11-23T00:33:05.5+12:30",
	])
		equal(read(text), noon, text);
});

test("read a timestamp: equals Date at random times up to the year 9999, and at the ends of February", () => {
	const random = seeded(6);
	for (let i = 0; i < 2_000; i++) {
		const time = Math.floor(random() * 253_402_300_800) * 1_000;
		equal(read(`${new Date(time).toISOString().slice(0, 19)}Z`), time);
	}
	equal(read("2024-02-29T00:00:00Z"), Date.UTC(2024, 1, 29));
	equal(read("2000-02-29T00:00:00Z"), Date.UTC(2000, 1, 29));
	equal(read("9999-12-31T23:59:59Z"), Date.UTC(9999, 11, 31, 23, 59, 59));
});

for (const text of [
	"",
	"2026-11-22",
	"2026-11-22T12:03:05",
	"2026-11-22 12:03:05Z",
	"2026-11-22T12:03:05z",
	"2026-11-22T12:03:05Zx",
	"2026-11-22T12:03:05.Z",
	"2026-11-22T12:03:05+0000",
	"2026-11-22T12:03:05+24:00",
	"2026-11-22T24:00:00Z",
	"2026-11-22T23:60:00Z",
	"2026-11-22T23:59:60Z",
	"2026-13-01T00:00:00Z",
	"2026-00-01T00:00:00Z",
	"2026-04-31T00:00:00Z",
	"2026-02-29T00:00:00Z",
	"2100-02-29T00:00:00Z",
	"2026-01-00T00:00:00Z",
	"+026-01-01T00:00:00Z",
	"2O26-01-01T00:00:00Z",
])
	test(`read a timestamp: "${text}" is none`, () => equal(read(text), Number.NaN));
