import type { Update } from "feed/payload";
import { NOWHERE, type Ring } from "journal/ring";
import { Kind, RECORD, readValues, TIME, TIMELESS, writeRow } from "journal/row";
import type { Rows } from "journal/rows";
import { stampOf } from "journal/stamp";

/** What the channels have in common. */
export interface Shared {
	readonly ring: Ring;
	/** Makes room in the ring; false when a row had to go for it. */
	makeRoom(): boolean;
	/** Seconds since 1970 of a sample at `ticks`; 0 while the time is unknown. */
	secondsAt(ticks: number): number;
	/** A row has been appended. */
	appended(): void;
}

/** The rows of one channel: those in RAM are the youngest. */
export class ChannelRows implements Rows {
	readonly #shared: Shared;
	readonly #slot: number;
	/** Ordinals of rows: counted since the channel's first. */
	#tail = 0;
	#barrier = 0;
	#next = 0;
	#head = 0;
	/** The stamps of the rows before tail, barrier and next; 0 for none. */
	#tailStamp = 0;
	#barrierStamp = 0;
	#nextStamp = 0;
	/** The stamp of the last row; 0 while it is not known. */
	#headStamp = 0;
	/** Places in the ring: the oldest row's, the youngest's, the oldest not sent. */
	#first = NOWHERE;
	#last = NOWHERE;
	#unsentPlace = NOWHERE;
	#evicted = 0;
	#unconfirmed = 0;

	constructor(shared: Shared, slot: number) {
		this.#shared = shared;
		this.#slot = slot;
	}

	get kept(): number {
		return this.#head - this.#tail;
	}
	get unsent(): number {
		return this.#head - this.#next;
	}
	get evicted(): number {
		return this.#evicted;
	}
	get spoilt(): number {
		return 0;
	}
	get unconfirmed(): number {
		return this.#unconfirmed;
	}
	get appended(): number {
		return this.#head;
	}
	get settled(): number {
		return this.#tail;
	}
	get oldest(): number {
		return this.#first === NOWHERE ? 0 : this.#stamp(this.#first, this.#tailStamp) * 1_000;
	}
	/** Age of the oldest row in RAM; Infinity without one. */
	get age(): number {
		return this.#first === NOWHERE ? Number.POSITIVE_INFINITY : this.#shared.ring.age(this.#first);
	}

	append(values: Float64Array, ticks: number): boolean {
		const { ring } = this.#shared;
		const roomy = this.#shared.makeRoom();
		const place = ring.take();
		if (this.#first === NOWHERE) this.#first = place;
		else ring.link(this.#last, place);
		this.#last = place;
		if (this.#unsentPlace === NOWHERE) this.#unsentPlace = place;
		if (this.#next === this.#head) this.#headStamp = this.#nextStamp;
		this.#head++;
		this.#write(place, values, ticks);
		this.#shared.appended();
		return roomy;
	}

	#write(place: number, values: Float64Array, ticks: number): void {
		const seconds = this.#shared.secondsAt(ticks);
		const dated = seconds > 0;
		this.#headStamp = dated ? stampOf(seconds, this.#headStamp) : 0;
		const time = dated ? this.#headStamp : Math.floor(ticks / 1_000);
		writeRow(this.#shared.ring.view, place * RECORD, this.#slot, values, time, dated);
	}

	peek(update: Update): boolean {
		const place = this.#unsentPlace;
		if (place === NOWHERE) return false;
		readValues(this.#shared.ring.view, place * RECORD, update.values);
		update.time = this.#stamp(place, this.#nextStamp) * 1_000;
		return true;
	}

	/** The stamp of the row at `place` behind one with the stamp `before`; 0 when it has none. */
	#stamp(place: number, before: number): number {
		const { view } = this.#shared.ring;
		const at = place * RECORD;
		if ((view.getUint8(at) & Kind.Undated) !== 0) return 0;
		return stampOf(view.getUint32(at + TIME), before);
	}

	sent(): void {
		const place = this.#unsentPlace;
		if (place === NOWHERE) return;
		const stamp = this.#stamp(place, this.#nextStamp);
		if (stamp > 0) this.#nextStamp = stamp;
		else this.#shared.ring.view.setUint32(place * RECORD + TIME, TIMELESS);
		this.#unsentPlace = this.#shared.ring.after(place);
		this.#next++;
	}

	barrier(): void {
		this.#barrier = this.#next;
		this.#barrierStamp = this.#nextStamp;
	}

	proved(): void {
		if (this.#barrier <= this.#tail) return;
		while (this.#tail < this.#barrier) this.#drop();
		this.#tailStamp = this.#barrierStamp;
	}

	rewind(): void {
		this.#next = this.#barrier = this.#tail;
		this.#nextStamp = this.#barrierStamp = this.#tailStamp;
		this.#unsentPlace = this.#first;
	}

	settle(): void {
		if (this.#tail < this.#next) this.#drop();
	}

	giveUp(): void {
		if (this.#tail === this.#next) return;
		this.#unconfirmed++;
		this.#drop();
	}

	/** The oldest row in RAM has to go. */
	evict(): void {
		this.#evicted++;
		this.#drop();
	}

	/** The oldest row is settled. */
	#drop(): void {
		const place = this.#first;
		this.#tailStamp = this.#stamp(place, this.#tailStamp) || this.#tailStamp;
		const after = this.#shared.ring.release(place);
		if (this.#unsentPlace === place) this.#unsentPlace = after;
		this.#first = after;
		this.#tail++;
		if (this.#barrier < this.#tail) {
			this.#barrier = this.#tail;
			this.#barrierStamp = this.#tailStamp;
		}
		if (this.#next < this.#tail) {
			this.#next = this.#tail;
			this.#nextStamp = this.#tailStamp;
		}
	}

	/** Rows of this boot get their time: it was 1970 plus `offset` milliseconds when the ticks were 0. */
	date(offset: number): void {
		const { ring } = this.#shared;
		const { view } = ring;
		for (let place = this.#first; place !== NOWHERE; place = ring.after(place)) {
			const at = place * RECORD;
			const kind = view.getUint8(at);
			const seconds = view.getUint32(at + TIME);
			if ((kind & Kind.Undated) === 0 || seconds === TIMELESS) continue;
			view.setUint8(at, kind & ~Kind.Undated);
			view.setUint32(at + TIME, Math.floor(offset / 1_000 + seconds));
		}
	}

	/** Everything goes, and nothing is counted any more. */
	clear(): void {
		while (this.#tail < this.#head) this.#drop();
		this.#evicted = this.#unconfirmed = 0;
	}
}
