import { fitsExactly } from "fakes/room";
import { writeTimestamp } from "feed/timestamp";
import { equal, test } from "harness";

test("timestamp: before 1970, behind 9999 and what is no number is -1 and writes nothing", () => {
	for (const time of [
		-1,
		-0.001,
		-86_400_000,
		253_402_300_800_000,
		1e300,
		Number.NaN,
		Number.POSITIVE_INFINITY,
		Number.NEGATIVE_INFINITY,
	]) {
		const target = new Uint8Array(64);
		equal(writeTimestamp(target, 0, time), -1, `${time}`);
		equal(target, new Uint8Array(64));
	}
});

test("timestamp: what does not fit is -1 at every length, and nothing is written outside", () =>
	fitsExactly("2026-11-22T10%3A00%3A00Z", (target, at) => writeTimestamp(target, at, Date.UTC(2026, 10, 22, 10))));
