import { writeDecimal } from "core/decimal";
import { toAscii } from "core/utf8";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { readValue, writeValue } from "journal/row";

const view = new DataView(new ArrayBuffer(8));

function through(value: number): number {
	writeValue(view, 2, value);
	return readValue(view, 2);
}

function printed(value: number, decimals: number): string {
	const text = new Uint8Array(40);
	return toAscii(text, 0, writeDecimal(text, 0, value, decimals));
}

test("journal row: a value of 8 digits comes back as it was, whatever its sign and its decimals", () => {
	for (const value of [0, 21.5, -40, 0.000001, 99_999_999, -12345.678, 101_325.12, 1e9, 123_456_780_000, -0.5])
		equal(through(value), value === 0 ? 0 : value);
});

test("journal row: what is printed of 8 significant digits is the same as before", () => {
	const random = seeded(41);
	for (let i = 0; i < 500; i++) {
		const decimals = Math.floor(random() * 7);
		const digits = 1 + Math.floor(random() * 8);
		const value = (Math.floor(random() * 10 ** digits) / 10 ** decimals) * (random() < 0.5 ? -1 : 1);
		equal(printed(through(value), decimals), printed(value, decimals), `${value} with ${decimals}`);
	}
});

test("journal row: a longer value keeps 8 significant digits at least", () => {
	const random = seeded(42);
	for (let i = 0; i < 300; i++) {
		const value = random() * 10 ** (Math.floor(random() * 15) - 1);
		const off = Math.abs(through(value) - value);
		ok(off <= Math.max(value * 5e-8, 5e-8), `${value} came back ${off} off`);
	}
});

test("journal row: what can be written twice is the same the second time", () => {
	const random = seeded(43);
	for (let i = 0; i < 300; i++) {
		const once = through((random() - 0.5) * 10 ** Math.floor(random() * 17));
		equal(through(once), once);
	}
});

test("journal row: no reading, infinity, and what is too large to publish are no value", () => {
	for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e17, -1e300])
		equal(through(value), Number.NaN);
});
