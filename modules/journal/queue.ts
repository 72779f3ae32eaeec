import { NOWHERE, PLACE, type Ring } from "journal/ring";
import { CRC, Kind, readValues, TIME, TIMELESS, VALUES, writeRow } from "journal/row";
import { stampOf } from "journal/stamp";

/** The rows of one channel that are in the ring, oldest first. */
export class Queue {
	private readonly ring: Ring;
	private readonly slot: number;
	/** Places: of the oldest row, the youngest, the oldest not sent, the oldest not copied for flash. */
	private first = NOWHERE;
	private last = NOWHERE;
	private unsent = NOWHERE;
	private uncopied = NOWHERE;

	constructor(ring: Ring, slot: number) {
		this.ring = ring;
		this.slot = slot;
	}

	get empty(): boolean {
		return this.first === NOWHERE;
	}
	/** A row waits that was not sent. */
	get waiting(): boolean {
		return this.unsent !== NOWHERE;
	}
	/** When the oldest row that is not copied for flash was appended, in ticks; Infinity without one. */
	get age(): number {
		return this.uncopied === NOWHERE ? Number.POSITIVE_INFINITY : this.ring.age(this.uncopied);
	}

	/** Appends a row at `ticks`; its time is in seconds, since 1970 where it is `dated`, otherwise since boot. The ring must have a free place. */
	append(values: ArrayLike<number>, seconds: number, dated: boolean, ticks: number): void {
		const place = this.ring.take(ticks);
		if (this.first === NOWHERE) this.first = place;
		else this.ring.link(this.last, place);
		this.last = place;
		if (this.unsent === NOWHERE) this.unsent = place;
		if (this.uncopied === NOWHERE) this.uncopied = place;
		writeRow(this.ring.view, place * PLACE, this.slot, values, seconds, dated);
	}

	/** The values of the oldest row not sent. */
	values(target: { [field: number]: number }): void {
		readValues(this.ring.view, this.unsent * PLACE, target);
	}

	/** Stamps of the oldest row not sent, and of the oldest, behind one with the stamp `before`; 0 for one without a time. */
	nextStamp(before: number): number {
		return this.stamp(this.unsent, before);
	}
	firstStamp(before: number): number {
		return this.stamp(this.first, before);
	}

	private stamp(place: number, before: number): number {
		const { view } = this.ring;
		const at = place * PLACE;
		if (place === NOWHERE || (view.getUint8(at) & Kind.Undated) !== 0) return 0;
		return stampOf(view.getUint32(at + TIME), before);
	}

	/** The oldest row not sent has been sent; without a time it never gets one. */
	sent(): void {
		const place = this.unsent;
		const { view } = this.ring;
		if ((view.getUint8(place * PLACE) & Kind.Undated) !== 0) view.setUint32(place * PLACE + TIME, TIMELESS);
		this.unsent = this.ring.after(place);
	}

	/** Nothing is sent any more. */
	rewind(): void {
		this.unsent = this.first;
	}

	/** The oldest row goes. */
	drop(): void {
		const place = this.first;
		const after = this.ring.release(place);
		if (this.unsent === place) this.unsent = after;
		if (this.uncopied === place) this.uncopied = after;
		this.first = after;
	}

	/** Copies the oldest row that is not copied to `at` of `target`, without its CRC. */
	copy(target: DataView, at: number): void {
		const { view } = this.ring;
		const from = this.uncopied * PLACE;
		target.setUint8(at, view.getUint8(from));
		for (let i = VALUES; i < CRC; i += 4) target.setUint32(at + i, view.getUint32(from + i));
		this.uncopied = this.ring.after(this.uncopied);
	}

	/** What was copied and is still here is to be copied again. */
	recopy(): void {
		this.uncopied = this.first;
	}

	/** Rows get their time: it was 1970 plus `offset` milliseconds when the ticks were 0. Not those that were sent without one. */
	date(offset: number): void {
		const { view } = this.ring;
		for (let place = this.first; place !== NOWHERE; place = this.ring.after(place)) {
			const at = place * PLACE;
			const kind = view.getUint8(at);
			const seconds = view.getUint32(at + TIME);
			if ((kind & Kind.Undated) === 0 || seconds === TIMELESS) continue;
			view.setUint8(at, kind & ~Kind.Undated);
			view.setUint32(at + TIME, Math.floor(offset / 1_000 + seconds));
		}
	}
}
