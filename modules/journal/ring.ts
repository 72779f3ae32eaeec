import { RECORD } from "journal/row";

/** No place in the ring. */
export const NOWHERE = -1;
/** Bytes of a place: its record, the next place (2) and when it was taken (8). */
export const PLACE = RECORD + 10;
const NEXT = RECORD;
const AGE = RECORD + 2;

/**
 * Room in RAM for rows of all channels. A row has a place that does not change while it is there; each channel links its own,
 * oldest first, so that one that waits long takes one place and no more. For each place in use there is the next one of its channel; for each
 * free one the next free one. Its memory doubles when more rows wait than ever before, and stays so.
 */
export class Ring {
	/** Places. */
	readonly rows: number;
	/** Its memory; another when it has grown. */
	view: DataView;
	private _free = 0;
	private _used = 0;

	/** Room for `rows` (1 to 32767) rows, with memory for `first` of them at the beginning. */
	constructor(rows: number, first = rows) {
		this.rows = rows;
		this.view = new DataView(new ArrayBuffer(Math.min(first, rows) * PLACE));
		this.free(0);
	}

	/** The places with memory from `from` on are free. */
	private free(from: number): void {
		const end = this.view.byteLength / PLACE;
		for (let place = from; place < end; place++) this.link(place, place + 1 < end ? place + 1 : NOWHERE);
		this._free = from;
	}

	private grow(): void {
		const before = new Uint8Array(this.view.buffer);
		const bytes = new Uint8Array(Math.min(2 * before.length, this.rows * PLACE));
		bytes.set(before);
		this.view = new DataView(bytes.buffer);
		this.free(before.length / PLACE);
	}

	/** Places in use. */
	get used(): number {
		return this._used;
	}

	/** Takes a place at `ticks`; there must be a free one. */
	take(ticks: number): number {
		if (this._free === NOWHERE) this.grow();
		const { view } = this;
		const place = this._free;
		const at = place * PLACE;
		this._free = view.getInt16(at + NEXT);
		view.setInt16(at + NEXT, NOWHERE);
		view.setFloat64(at + AGE, ticks);
		this._used++;
		return place;
	}

	/** Gives the place back; the next one of its channel. */
	release(place: number): number {
		const { view } = this;
		const at = place * PLACE + NEXT;
		const next = view.getInt16(at);
		view.setInt16(at, this._free);
		this._free = place;
		this._used--;
		return next;
	}

	/** Puts `place` behind `last` of the same channel. */
	link(last: number, place: number): void {
		this.view.setInt16(last * PLACE + NEXT, place);
	}

	/** The place behind it, of the same channel; NOWHERE for none. */
	after(place: number): number {
		return this.view.getInt16(place * PLACE + NEXT);
	}

	/** The ticks at which it was taken. */
	age(place: number): number {
		return this.view.getFloat64(place * PLACE + AGE);
	}
}
