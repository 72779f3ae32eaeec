import { toAscii } from "core/utf8";
import { equal, ok } from "harness";

/** What surrounds the room, so that a byte written outside of it shows. */
const PAPER = 0xaa;
const MARGIN = 32;

/** What a writer does: writes into `target` from index `at`; the index after it, or -1. */
export type Write = (target: Uint8Array, at: number) => number;

/** Lets `write` write at index `at` of a buffer of `size` bytes; its answer, what it wrote, and whether all else is untouched. */
export function writeInto(size: number, at: number, write: Write): { end: number; text: string; clean: boolean } {
	const memory = new Uint8Array(size + 2 * MARGIN).fill(PAPER);
	const end = write(memory.subarray(MARGIN, MARGIN + size), at);
	const to = MARGIN + (end < 0 ? size : end);
	const before = memory.subarray(0, MARGIN + at).every((byte) => byte === PAPER);
	const behind = memory.subarray(to).every((byte) => byte === PAPER);
	return { end, text: end < 0 ? "" : toAscii(memory, MARGIN + at, to), clean: before && behind };
}

/** What `write` writes where there is room for everything. */
export function written(write: Write): string {
	return writeInto(1_024, 0, write).text;
}

/** Holds `write` to the rule: it writes `text` where that just fits, is -1 at every shorter length, and never writes outside. */
export function fitsExactly(text: string, write: Write): void {
	const at = 3;
	ok(text.length > 0);
	equal(writeInto(at + text.length, at, write), { end: at + text.length, text, clean: true }, "exact fit");
	for (let size = at; size < at + text.length; size++) {
		equal(writeInto(size, at, write), { end: -1, text: "", clean: true }, `${size - at} of ${text.length} bytes`);
	}
}
