import { FIELDS, type Update } from "feed/payload";
import type { Rows } from "journal/rows";

/**
 * The newest row of a channel whose messages carry no time (field feeds): of the rows that wait only the newest one's values are true, so the
 * ones before it go, and are counted evicted. In RAM only: behind a restart it is no longer true either.
 */
export class NewestRows implements Rows {
	readonly #values = new Float64Array(FIELDS);
	#tail = 0;
	#barrier = 0;
	#next = 0;
	#head = 0;
	#evicted = 0;
	#unconfirmed = 0;

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
	/** 0: it has no time. */
	get oldest(): number {
		return 0;
	}

	append(values: Float64Array, _ticks: number): boolean {
		const replaced = this.unsent > 0;
		if (replaced) this.replace();
		this.#head++;
		this.#values.set(values);
		return !replaced;
	}

	/** The row that waited is gone. It stood behind those that were sent, which count from here as if it had stood before them. */
	private replace(): void {
		this.#tail++;
		this.#barrier++;
		this.#next++;
		this.#evicted++;
	}

	peek(update: Update): boolean {
		if (this.unsent === 0) return false;
		update.values.set(this.#values);
		update.time = 0;
		return true;
	}

	sent(): void {
		if (this.unsent > 0) this.#next++;
	}

	barrier(): void {
		this.#barrier = this.#next;
	}

	proved(): void {
		if (this.#barrier > this.#tail) this.#tail = this.#barrier;
	}

	rewind(): void {
		if (this.kept > 1) {
			this.#evicted += this.kept - 1;
			this.#tail = this.#head - 1;
		}
		this.#next = this.#barrier = this.#tail;
	}

	settle(): void {
		if (this.#tail === this.#next) return;
		this.#tail++;
		if (this.#barrier < this.#tail) this.#barrier = this.#tail;
	}

	giveUp(): void {
		if (this.#tail === this.#next) return;
		this.#unconfirmed++;
		this.settle();
	}
}
