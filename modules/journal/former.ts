import { FIELDS, type Update } from "feed/payload";

/**
 * Rows of one channel that the broker has not proved to have read, oldest first, in RAM. A QoS 0 PUBLISH has no
 * acknowledgement, so a row stays until a PINGRESP proves everything written before its PINGREQ; when the connection ends
 * first, all that was not proved is sent again, in order, with the same time.
 *
 * Fixed size, made once. When it is full the oldest row gives way and is counted.
 *
 *   proved ... | tail: sent, not proved ... | next: not sent ... | head
 */
export class Journal {
	readonly #capacity: number;
	readonly #values: Float64Array;
	readonly #ticks: Float64Array;
	readonly #times: Float64Array;
	#head = 0;
	#next = 0;
	#tail = 0;
	#barrier = 0;
	#evicted = 0;

	/** Room for `capacity` rows of 80 bytes. */
	constructor(capacity: number) {
		this.#capacity = capacity;
		this.#values = new Float64Array(capacity * FIELDS);
		this.#ticks = new Float64Array(capacity);
		this.#times = new Float64Array(capacity);
	}

	/** Rows kept: not sent, or sent and not proved. */
	get kept(): number {
		return this.#head - this.#tail;
	}
	/** Rows not sent on this connection. */
	get unsent(): number {
		return this.#head - this.#next;
	}
	/** Rows that had to go because the journal was full. */
	get evicted(): number {
		return this.#evicted;
	}
	/** Rows appended so far. */
	get appended(): number {
		return this.#head;
	}
	/** Rows of those that are not kept any more: proved, or gone. */
	get settled(): number {
		return this.#tail;
	}

	/** Keeps `values` (8 numbers, NaN where there is none), sampled at `ticks`. False when the oldest row had to give way for it. */
	append(values: Float64Array, ticks: number): boolean {
		const full = this.kept === this.#capacity;
		if (full) this.#evict();
		const slot = this.#head++ % this.#capacity;
		this.#values.set(values, slot * FIELDS);
		this.#ticks[slot] = ticks;
		this.#times[slot] = 0;
		return !full;
	}

	/** Copies the oldest row not sent into `update`; its time is 0 when it has none yet. There must be such a row. */
	peek(update: Update): void {
		const slot = this.#next % this.#capacity;
		for (let i = 0; i < FIELDS; i++) update.values[i] = this.#values[slot * FIELDS + i];
		update.time = this.#times[slot];
	}

	/** The ticks of the last sample in the oldest row not sent. */
	get nextTicks(): number {
		return this.#ticks[this.#next % this.#capacity];
	}

	/** Fixes the time of the oldest row not sent, so that sending it again repeats the same created_at. */
	stamp(time: number): void {
		this.#times[this.#next % this.#capacity] = time;
	}

	/** The oldest row not sent has been sent (or can never be). */
	sent(): void {
		this.#next++;
	}

	/** A PINGREQ is being sent behind everything sent so far. */
	barrier(): void {
		this.#barrier = this.#next;
	}

	/** Its PINGRESP arrived: what was sent before the barrier is the broker's. */
	proved(): void {
		if (this.#barrier > this.#tail) this.#tail = this.#barrier;
	}

	/** The connection ended: what was not proved goes out again. */
	rewind(): void {
		this.#next = this.#tail;
		this.#barrier = this.#tail;
	}

	/** Drops all but the newest row, counting the others: for feeds that carry no time, where only the newest value is true. */
	keepNewest(): void {
		while (this.unsent > 1) this.#evict();
	}

	/**
	 * Takes over what another journal keeps and has counted, in order and with its times, all of it to be sent again, into this one, which
	 * must be new. Returns how many rows found no room: the oldest.
	 */
	adopt(before: Journal): number {
		this.#evicted = before.#evicted;
		for (let at = before.#tail; at < before.#head; at++) {
			const from = at % before.#capacity;
			this.append(before.#values.subarray(from * FIELDS, (from + 1) * FIELDS), before.#ticks[from]);
			this.#times[(this.#head - 1) % this.#capacity] = before.#times[from];
		}
		return this.#evicted - before.#evicted;
	}

	#evict(): void {
		this.#tail++;
		if (this.#next < this.#tail) this.#next = this.#tail;
		if (this.#barrier < this.#tail) this.#barrier = this.#tail;
		this.#evicted++;
	}
}
