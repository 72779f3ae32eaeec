/** The board's clock on the PC, and the one place where the simulator waits. */
export interface BoardClock {
	/** Whole milliseconds since boot. */
	readonly ticks: number;
	/** Milliseconds since 1970, as the board believes. */
	readonly time: number;
	/** The firmware sets the board's clock. Where it is the PC's own there is no such thing. */
	setTime?(time: number): void;
	/** Calls `callback` once, at `ticks` or as soon as possible after. Returns what cancels it. */
	at(ticks: number, callback: () => void): () => void;
}
