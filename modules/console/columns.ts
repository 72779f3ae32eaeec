/** Columns of a terminal, and the last one, which stays free: many wrap when something stands in it. */
export const COLUMNS = 79;

/** First and last of ranges that take no column: combining marks, zero-width spaces and joiners, variation selectors. */
const NONE: readonly number[] = Object.freeze([
	0x300, 0x36f, 0x483, 0x489, 0x591, 0x5bd, 0x610, 0x61a, 0x64b, 0x65f, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x200b, 0x200f,
	0x20d0, 0x20ff, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xfeff, 0xfeff, 0xe_0100, 0xe_01ef,
]);
/** First and last of ranges that take two: Hangul, CJK, wide and full-width forms, emoji. */
const TWO: readonly number[] = Object.freeze([
	0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60,
	0xffe0, 0xffe6, 0x1_f300, 0x1_f64f, 0x1_f900, 0x1_f9ff, 0x2_0000, 0x3_fffd,
]);

/**
 * Columns that a terminal gives a character: 0, 1 or 2. A rule for ordinary text, after Unicode's UAX #11; scripts that join their
 * letters, and emoji built of several, may be shown in fewer.
 */
export function columnsOf(code: number): number {
	if (code < 0x300) return 1;
	return within(NONE, code) ? 0 : within(TWO, code) ? 2 : 1;
}

/** Words in rows, the columns as wide as the longest of them. */
export function inColumns(words: readonly string[]): readonly string[] {
	const width = words.reduce((most, word) => Math.max(most, word.length), 0) + 2;
	const perLine = Math.max(1, Math.floor(COLUMNS / width));
	const lines: string[] = [];
	for (let i = 0; i < words.length; i += perLine) {
		const row = words.slice(i, i + perLine).map((word) => word.padEnd(width));
		lines.push(row.join("").trimEnd());
	}
	return lines;
}

function within(ranges: readonly number[], code: number): boolean {
	for (let i = 0; i < ranges.length; i += 2) if (code >= ranges[i] && code <= ranges[i + 1]) return true;
	return false;
}
