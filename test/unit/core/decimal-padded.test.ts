import { writePadded } from "core/decimal";
import { fitsExactly, writeInto, written } from "fakes/room";
import { equal, test } from "harness";

const padded = (value: number, width: number): string => written((target, at) => writePadded(target, at, value, width));

test("padded: an integer gets exactly its width, zeros in front", () => {
	equal(padded(0, 1), "0");
	equal(padded(0, 4), "0000");
	equal(padded(7, 2), "07");
	equal(padded(59, 2), "59");
	equal(padded(2_026, 4), "2026");
	equal(padded(9, 5), "00009");
});

test("padded: every number of one to three digits, at every width that holds it", () => {
	for (let value = 0; value < 1_000; value++) {
		for (let width = String(value).length; width <= 4; width++)
			equal(padded(value, width), String(value).padStart(width, "0"));
	}
});

test("padded: a number wider than its width is -1, and nothing is written outside of the width", () => {
	const { end, clean } = writeInto(2, 0, (target, at) => writePadded(target, at, 100, 2));
	equal([end, clean], [-1, true]);
	equal(writePadded(new Uint8Array(8), 0, 10_000, 4), -1);
	equal(writePadded(new Uint8Array(8), 0, 10, 1), -1);
});

test("padded: a negative number is -1 and writes nothing", () => {
	const target = new Uint8Array(8);
	equal(writePadded(target, 0, -1, 4), -1);
	equal(target, new Uint8Array(8));
});

test("padded: what does not fit is -1 at every length, and nothing is written outside", () =>
	fitsExactly("0042", (target, at) => writePadded(target, at, 42, 4)));
