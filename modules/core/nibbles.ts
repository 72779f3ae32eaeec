/**
 * Up to eight numbers from 0 to 15 in one of 32 bits, four bits each, the first one lowest. It takes no more memory than its place in an object, where an
 * array of eight takes 168 bytes on a board. Where it is read for each message or sample, what `nibble` does stands in place: a call of it would cost twice as much.
 */

const LARGEST = 15;

/** `numbers` in one. @throws RangeError for one that is none of 0 to 15, and for more than eight. */
export function packNibbles(numbers: readonly number[]): number {
	if (numbers.length > 8 || numbers.some((number) => (number & LARGEST) !== number))
		throw new RangeError("nibbles are eight numbers from 0 to 15");
	return numbers.reduce((packed, number, i) => withNibble(packed, i, number), 0);
}

/** Number `i` of them, from 0. */
export function nibble(packed: number, i: number): number {
	return (packed >> (4 * i)) & LARGEST;
}

/** All of them, number `i` (from 0) replaced by `number`, 0 to 15. */
export function withNibble(packed: number, i: number, number: number): number {
	return (packed & ~(LARGEST << (4 * i))) | (number << (4 * i));
}
