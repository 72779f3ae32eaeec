/** Views that are kept, a power of two: as many lengths in a row as messages of one channel have, and some more. */
const VIEWS = 16;

/**
 * Views of what TCP is given, each made once and kept: a view costs 4 slots (64 bytes on a board) and its place, and a message that is as long as one
 * before costs nothing. At most VIEWS are kept, 1.3 KB with what keeps them; those whose ends are VIEWS apart take each other's place.
 */
export class Views {
	/** By their end modulo VIEWS. */
	private readonly views: (Uint8Array | undefined)[] = [];

	/** buffer[from..to), where `to` is at least 1. All of a buffer is itself, and takes no place: a PINGREQ must not drive out a message each time. */
	of(buffer: Uint8Array, from: number, to: number): Uint8Array {
		if (from === 0 && to === buffer.length) return buffer;
		const kept = this.views[to % VIEWS];
		if (
			kept &&
			kept.length === to - from &&
			kept.byteOffset === buffer.byteOffset + from &&
			kept.buffer === buffer.buffer
		)
			return kept;
		const view = buffer.subarray(from, to);
		this.views[to % VIEWS] = view;
		return view;
	}
}
