import { FIELDS, type Update } from "feed/payload";
import type { Rows } from "journal/rows";

/**
 * The newest row of a channel whose messages carry no time (field feeds): of the rows that wait only the newest one's values are true, so the
 * ones before it go, and are counted evicted. In RAM only: behind a restart it is no longer true either.
 */
export class NewestRows implements Rows {
	private readonly values = new Float64Array(FIELDS);
	private tail = 0;
	private _barrier = 0;
	private next = 0;
	private head = 0;
	private _evicted = 0;
	private _unconfirmed = 0;

	get kept(): number {
		return this.head - this.tail;
	}
	get unsent(): number {
		return this.head - this.next;
	}
	get evicted(): number {
		return this._evicted;
	}
	get spoilt(): number {
		return 0;
	}
	get unconfirmed(): number {
		return this._unconfirmed;
	}
	get appended(): number {
		return this.head;
	}
	get settled(): number {
		return this.tail;
	}
	/** 0: it has no time. */
	get oldest(): number {
		return 0;
	}

	append(values: ArrayLike<number>, _ticks: number): boolean {
		const replaced = this.unsent > 0;
		if (replaced) this.replace();
		this.head++;
		this.values.set(values);
		return !replaced;
	}

	/** The row that waited is gone. It stood behind those that were sent, which count from here as if it had stood before them. */
	private replace(): void {
		this.tail++;
		this._barrier++;
		this.next++;
		this._evicted++;
	}

	peek(update: Update): boolean {
		if (this.unsent === 0) return false;
		for (let i = 0; i < FIELDS; i++) update.values[i] = this.values[i];
		update.time = 0;
		return true;
	}

	sent(): void {
		if (this.unsent > 0) this.next++;
	}

	barrier(): void {
		this._barrier = this.next;
	}

	proved(): void {
		if (this._barrier > this.tail) this.tail = this._barrier;
	}

	rewind(): void {
		if (this.kept > 1) {
			this._evicted += this.kept - 1;
			this.tail = this.head - 1;
		}
		this.next = this._barrier = this.tail;
	}

	settle(): void {
		if (this.tail === this.next) return;
		this.tail++;
		if (this._barrier < this.tail) this._barrier = this.tail;
	}

	giveUp(): void {
		if (this.tail === this.next) return;
		this._unconfirmed++;
		this.settle();
	}
}
