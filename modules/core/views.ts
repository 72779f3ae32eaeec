/** Views that are kept of one buffer, a power of two: as many lengths in a row as messages of one channel have, and some more. */
const VIEWS = 16;

/**
 * Views of one buffer, each made once and kept: a view costs 4 slots (64 bytes on a board) and its place, and a message that is as long as one
 * before costs nothing. At most VIEWS are kept, 1.3 KB with what keeps them; those whose ends are VIEWS apart take each other's place.
 */
export class Views {
	private readonly buffer: Uint8Array;
	/** By their end modulo VIEWS. */
	private readonly views: (Uint8Array | undefined)[] = [];

	constructor(buffer: Uint8Array) {
		this.buffer = buffer;
	}

	/** buffer[start..end). `end` is at least 1, and `start` is the same each time that `end` is. */
	upTo(end: number, start: number): Uint8Array {
		const kept = this.views[end % VIEWS];
		if (kept && kept.byteOffset + kept.length === this.buffer.byteOffset + end) return kept;
		const view = this.buffer.subarray(start, end);
		this.views[end % VIEWS] = view;
		return view;
	}
}
