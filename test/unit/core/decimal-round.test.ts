import { DECIMALS_MAX, writeDecimal } from "core/decimal";
import { written } from "fakes/room";
import { equal, test } from "harness";

const decimal = (value: number, decimals: number): string =>
	written((target, at) => writeDecimal(target, at, value, decimals));

/** Halves that a double holds exactly: value, decimals, text. */
const HALVES: readonly [number, number, string][] = [
	[0.5, 0, "1"],
	[1.5, 0, "2"],
	[2.5, 0, "3"],
	[0.25, 1, "0.3"],
	[0.125, 2, "0.13"],
	[0.375, 2, "0.38"],
	[0.062_5, 3, "0.063"],
	[0.000_000_5, 6, "0.000001"],
	[9.5, 0, "10"],
	[9.75, 1, "9.8"],
	[99.96, 1, "100.0"],
	[0.999_999_6, 6, "1.000000"],
];

test("decimal: rounds half away from zero", () => {
	for (const [value, decimals, text] of HALVES) {
		equal(decimal(value, decimals), text);
		equal(decimal(-value, decimals), `-${text}`);
	}
});

test("decimal: below a half it rounds towards zero", () => {
	equal(decimal(0.499_999, 0), "0");
	equal(decimal(-2.499, 0), "-2");
	equal(decimal(9.949, 1), "9.9");
});

test("decimal: no minus sign in front of zero", () => {
	for (let decimals = 0; decimals <= DECIMALS_MAX; decimals++) {
		const zero = decimals === 0 ? "0" : `0.${"0".repeat(decimals)}`;
		equal(decimal(-0, decimals), zero);
		equal(decimal(-1e-9, decimals), zero);
		equal(decimal(-Number.MIN_VALUE, decimals), zero);
	}
});

test("decimal: always as many decimals as asked for, and one digit in front of the point", () => {
	equal(decimal(21, 0), "21");
	equal(decimal(21, 2), "21.00");
	equal(decimal(-0.05, 2), "-0.05");
	equal(decimal(1_000_000, 1), "1000000.0");
	equal(decimal(100, 6), "100.000000");
});
