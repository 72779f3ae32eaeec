import { DECIMALS_MAX, writeDecimal } from "core/decimal";
import { seeded } from "fakes/random";
import { written } from "fakes/room";
import { equal, test } from "harness";

const decimal = (value: number, decimals: number): string =>
	written((target, at) => writeDecimal(target, at, value, decimals));

const unsigned = (text: string): string => (text.startsWith("-") && Number(text) === 0 ? text.slice(1) : text);

test("decimal: equals toFixed wherever the scaled value is exact and no tie", () => {
	const random = seeded(1);
	for (let i = 0; i < 1_000; i++) {
		// k/8 times 10^6 is exact in a double; with three decimals or more nothing is left to round
		const value = (Math.floor(random() * 2 ** (4 + (i % 26))) * (random() < 0.5 ? -1 : 1)) / 8;
		for (let decimals = 3; decimals <= DECIMALS_MAX; decimals++)
			equal(decimal(value, decimals), unsigned(value.toFixed(decimals)), `${value} with ${decimals}`);
	}
});

test("decimal: equals integer arithmetic for any number of 64ths and any number of decimals, ties too", () => {
	const random = seeded(2);
	for (let i = 0; i < 1_000; i++) {
		const parts = Math.floor(random() * 2 ** (1 + (i % 26)));
		const decimals = i % (DECIMALS_MAX + 1);
		const power = 10 ** decimals;
		const scaled = Math.floor((parts * power + 32) / 64); // exact: below 2^26 · 10^6 < 2^46
		const fraction = decimals === 0 ? "" : `.${String(scaled % power).padStart(decimals, "0")}`;
		const text = `${Math.floor(scaled / power)}${fraction}`;
		equal(decimal(parts / 64, decimals), text, `${parts}/64 with ${decimals}`);
		equal(decimal(-parts / 64, decimals), scaled === 0 ? text : `-${text}`, `-${parts}/64 with ${decimals}`);
	}
});

test("decimal: what it writes reads back as the value, to half of the last digit", () => {
	const random = seeded(3);
	for (let i = 0; i < 1_000; i++) {
		const value = (random() - 0.5) * 10 ** (i % 8);
		const decimals = i % (DECIMALS_MAX + 1);
		const error = Math.abs(Number(decimal(value, decimals)) - value);
		equal(error <= 0.500_001 / 10 ** decimals, true, `${value} with ${decimals}: ${decimal(value, decimals)}`);
	}
});
