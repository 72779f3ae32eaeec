import type { Update } from "feed/payload";

/**
 * The rows of one channel that the broker has not proved to have read, oldest first. A QoS 0 PUBLISH has no acknowledgement, so a row stays
 * until a PINGRESP proves everything written before its PINGREQ; when the connection ends first, all that was not proved is sent again, in
 * order, with the same time.
 *
 *   settled ... | tail: sent, not proved ... | next: not sent ... | head
 */
export interface Rows {
	/** Rows kept: not sent, or sent and not proved. */
	readonly kept: number;
	/** Rows not sent on this connection. */
	readonly unsent: number;
	/** Rows that had to go because there was no room, since the journal was made; over restarts where it is kept in flash. */
	readonly evicted: number;
	/** Rows that could not be read back from flash, counted likewise. */
	readonly spoilt: number;
	/** Rows whose echo never came (`giveUp`), counted likewise. */
	readonly unconfirmed: number;
	/** Rows appended since boot, and those that were kept then. */
	readonly appended: number;
	/** Rows of those that are not kept any more: proved, or gone. */
	readonly settled: number;
	/** When the oldest row kept was sampled, in milliseconds since 1970; 0 when there is none or its time is not known. */
	readonly oldest: number;

	/**
	 * Keeps `values` (8 numbers, NaN where there is none), sampled at `ticks`, rounded to 8 significant digits at least. Its time is that of the
	 * sample in whole seconds, strictly rising within the channel, where the time is known; otherwise it gets one when it is. False when an
	 * older row had to give way for it.
	 */
	append(values: ArrayLike<number>, ticks: number): boolean;
	/**
	 * Copies the oldest row not sent into `update`: its values, and its created_at in milliseconds since 1970, or 0 when it has none. The same
	 * again each time that it is sent, after a restart, too. False when there is none, or none that can be read.
	 */
	peek(update: Update): boolean;
	/** The oldest row not sent has been sent (or can never be). */
	sent(): void;
	/** A PINGREQ is being sent behind everything sent so far. */
	barrier(): void;
	/** Its PINGRESP arrived: what was sent before the barrier is the broker's. */
	proved(): void;
	/** The connection ended: what was not proved goes out again. */
	rewind(): void;
	/** The echo of the oldest row sent came back: that row, and no other, is the broker's. Nothing when none is sent. */
	settle(): void;
	/** The echo of the oldest row sent never came: it is counted unconfirmed and gone on from. Nothing when none is sent. */
	giveUp(): void;
}
