import { writeDecimal } from "core/decimal";
import { fitsExactly } from "fakes/room";
import { test } from "harness";

const CASES: readonly [number, number, string][] = [
	[0, 0, "0"],
	[-7, 0, "-7"],
	[21.37, 2, "21.37"],
	[-40.125, 3, "-40.125"],
	[9.999, 2, "10.00"],
	[-0.000_001, 6, "-0.000001"],
	[123_456_789.5, 1, "123456789.5"],
	[Number.MAX_SAFE_INTEGER, 0, "9007199254740991"],
	[-1_234_567_890.123_456, 6, "-1234567890.123456"],
];

for (const [value, decimals, text] of CASES) {
	test(`decimal: ${text} that does not fit is -1 at every length, and nothing is written outside`, () =>
		fitsExactly(text, (target, at) => writeDecimal(target, at, value, decimals)));
}
