import { decimalsOf, roundDecimal, writeDecimal } from "core/decimal";
import { seeded } from "fakes/random";
import { written } from "fakes/room";
import { equal, test } from "harness";

const decimal = (value: number, decimals: number): string =>
	written((target, at) => writeDecimal(target, at, value, decimals));

test("decimal: rounded it reads as it is written", () => {
	equal(
		[
			roundDecimal(21.5374, 2),
			roundDecimal(-21.5374, 1),
			roundDecimal(2.5, 0),
			roundDecimal(-2.5, 0),
			roundDecimal(0, 6),
		],
		[21.54, -21.5, 3, -3, 0],
	);
	const random = seeded(11);
	for (let i = 0; i < 2_000; i++) {
		const value = (random() - 0.5) * 10 ** Math.floor(random() * 9);
		const decimals = Math.floor(random() * 7);
		equal(decimal(roundDecimal(value, decimals), decimals), decimal(value, decimals), `${value}, ${decimals}`);
	}
});

test("decimal: the fewest decimals that write a value whole, but not fewer than asked for", () => {
	equal(
		[0, 21.5, 21.54, 0.000_001, 21.000_001, -3.25, 100_000_000, 12_345_678.9, 99_999.999].map((value) =>
			decimalsOf(value, 0),
		),
		[0, 1, 2, 6, 6, 2, 0, 1, 3],
	);
	equal([decimalsOf(21.5, 2), decimalsOf(21.54, 1), decimalsOf(7, 6), decimalsOf(1 / 3, 1)], [2, 2, 6, 6]);
});

test("decimal: of any value of eight digits that was rounded, no more decimals are needed than it was rounded to", () => {
	const random = seeded(12);
	for (let i = 0; i < 2_000; i++) {
		const decimals = Math.floor(random() * 7);
		const value = roundDecimal((random() - 0.5) * 10 ** (8 - decimals), decimals);
		equal(decimalsOf(value, decimals), decimals, `${value}, ${decimals}`);
		const needed = decimalsOf(value, 0);
		equal(Number(decimal(value, needed)), value, `${value} with ${needed} decimals`);
	}
});
