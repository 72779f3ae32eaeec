import { DECIMALS_MAX, writeDecimal } from "core/decimal";
import { written } from "fakes/room";
import { equal, test } from "harness";

const NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, -1e300, 2 ** 53];

test("decimal: what is no finite number, or has no exact digits, is -1 and writes nothing", () => {
	for (const value of NUMBERS) {
		for (let decimals = 0; decimals <= DECIMALS_MAX; decimals++) {
			const target = new Uint8Array(400);
			equal(writeDecimal(target, 0, value, decimals), -1, `${value} with ${decimals}`);
			equal(target, new Uint8Array(400));
		}
	}
});

test("decimal: the largest value it writes is 2^53 - 1 in units of the last digit, the next one is -1", () => {
	equal(
		written((target, at) => writeDecimal(target, at, Number.MAX_SAFE_INTEGER, 0)),
		"9007199254740991",
	);
	equal(
		written((target, at) => writeDecimal(target, at, -Number.MAX_SAFE_INTEGER, 0)),
		"-9007199254740991",
	);
	equal(
		written((target, at) => writeDecimal(target, at, 9_007_199_254, 6)),
		"9007199254.000000",
	);
	equal(writeDecimal(new Uint8Array(64), 0, 9_007_199_255, 6), -1);
	equal(writeDecimal(new Uint8Array(64), 0, 2 ** 53, 0), -1);
});

test("decimal: a number of decimals beyond the most is -1, never wrong digits", () => {
	equal(writeDecimal(new Uint8Array(64), 0, 1.5, DECIMALS_MAX + 1), -1);
});
