import { nibble, packNibbles, withNibble } from "core/nibbles";
import { equal, test, throws } from "harness";

test("nibbles: eight numbers from 0 to 15 come back as they were, the last one as well", () => {
	const numbers = [0, 15, 1, 14, 7, 8, 3, 15];
	const packed = packNibbles(numbers);
	equal(
		numbers.map((_, i) => nibble(packed, i)),
		numbers,
	);
	equal(nibble(packNibbles([]), 7), 0);
});

test("nibbles: one is replaced, and the others stay", () => {
	for (let i = 0; i < 8; i++) {
		const numbers = [9, 9, 9, 9, 9, 9, 9, 9];
		numbers[i] = 6;
		equal(withNibble(packNibbles([9, 9, 9, 9, 9, 9, 9, 9]), i, 6), packNibbles(numbers));
	}
});

test("nibbles: a number that does not fit, or a ninth one, is refused", () => {
	for (const numbers of [[16], [-1], [0.5], [Number.NaN], new Array(9).fill(0)])
		throws(() => packNibbles(numbers), "nibbles");
});
