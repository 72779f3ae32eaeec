import type { BoardClock } from "./clock";

interface Entry {
	readonly ticks: number;
	readonly callback: () => void;
}

/** A moment for the virtual board to boot at: 2026-06-01T00:00:00Z. */
export const VIRTUAL_EPOCH_MS = Date.UTC(2026, 5, 1);

/** Time that stands still until somebody steps it: a day passes in as long as its events take. */
export class VirtualClock implements BoardClock {
	#epoch: number;
	/** Sorted by ticks; those of the same moment in the order in which they came. */
	readonly #entries: Entry[] = [];
	#ticks: number;

	/**
	 * `epoch`: the time at ticks 0 in milliseconds since 1970; 0 makes a board that does not know the time. `ticks`: where its
	 * ticks start, for example shortly before 2^31, where those of an ESP32 wrap.
	 */
	constructor(epoch = VIRTUAL_EPOCH_MS, ticks = 0) {
		this.#epoch = epoch;
		this.#ticks = ticks;
	}

	get ticks(): number {
		return this.#ticks;
	}

	get time(): number {
		return this.#epoch + this.#ticks;
	}

	setTime(time: number): void {
		this.#epoch = time - this.#ticks;
	}

	at(ticks: number, callback: () => void): () => void {
		const entry: Entry = { ticks: Math.max(ticks, this.#ticks), callback };
		const after = this.#entries.findLastIndex((other) => other.ticks <= entry.ticks);
		this.#entries.splice(after + 1, 0, entry);
		return () => {
			const index = this.#entries.indexOf(entry);
			if (index >= 0) this.#entries.splice(index, 1);
		};
	}

	/** Goes to the next thing due until `end` and does it. False: there was none, and it is `end` now. */
	step(end: number): boolean {
		const next = this.#entries[0];
		if (!next || next.ticks > end) {
			this.#ticks = Math.max(end, this.#ticks);
			return false;
		}
		this.#entries.shift();
		this.#ticks = next.ticks;
		next.callback();
		return true;
	}
}
