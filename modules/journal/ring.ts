import { RECORD } from "journal/row";

/** No place in the ring. */
export const NOWHERE = -1;

/**
 * Room in RAM for rows of all channels, made once. A row has a place that does not change while it is there; each channel links its own,
 * oldest first, so that one that waits long takes one place and no more.
 */
export class Ring {
	/** Places. */
	readonly rows: number;
	readonly bytes: Uint8Array;
	readonly view: DataView;
	/** For each place in use the next one of its channel; for each free one the next free one. */
	readonly #links: Int16Array;
	/** When each place was taken, in ticks. */
	readonly #ages: Float64Array;
	#free = 0;
	#used = 0;

	/** Room for `rows` (1 to 32767) rows. */
	constructor(rows: number) {
		this.rows = rows;
		this.bytes = new Uint8Array(rows * RECORD);
		this.view = new DataView(this.bytes.buffer);
		this.#links = new Int16Array(rows);
		this.#ages = new Float64Array(rows);
		for (let place = 0; place < rows; place++) this.#links[place] = place + 1 < rows ? place + 1 : NOWHERE;
	}

	/** Places in use. */
	get used(): number {
		return this.#used;
	}

	/** Takes a place at `ticks`; there must be a free one. */
	take(ticks: number): number {
		const place = this.#free;
		this.#free = this.#links[place];
		this.#links[place] = NOWHERE;
		this.#ages[place] = ticks;
		this.#used++;
		return place;
	}

	/** Gives the place back; the next one of its channel. */
	release(place: number): number {
		const next = this.#links[place];
		this.#links[place] = this.#free;
		this.#free = place;
		this.#used--;
		return next;
	}

	/** Puts `place` behind `last` of the same channel. */
	link(last: number, place: number): void {
		this.#links[last] = place;
	}

	/** The place behind it, of the same channel; NOWHERE for none. */
	after(place: number): number {
		return this.#links[place];
	}

	/** The ticks at which it was taken. */
	age(place: number): number {
		return this.#ages[place];
	}
}
