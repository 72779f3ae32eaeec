import { Median } from "feed/median";

/** How the samples of one publish interval become one reading. The order is that of settings/schema's AGGREGATIONS. */
export const enum Aggregation {
	Last = 0,
	Mean = 1,
	Min = 2,
	Max = 3,
	Sum = 4,
	Count = 5,
	Median = 6,
}

/**
 * Sums up the samples of one field between two updates, in constant memory. A sample that is not a finite number is not
 * taken, so it can never become a published one.
 */
export class Aggregate {
	readonly #aggregation: Aggregation;
	#count = 0;
	#sum = 0;
	#min = 0;
	#max = 0;
	#last = 0;
	/** Its memory is taken by those alone who want one. */
	readonly #median: Median | undefined;

	constructor(aggregation: Aggregation) {
		this.#aggregation = aggregation;
		this.#median = aggregation === Aggregation.Median ? new Median() : undefined;
	}

	/** Samples taken since `clear`. */
	get count(): number {
		return this.#count;
	}

	/** Takes one sample. NaN and infinities are left out. */
	take(value: number): void {
		if (!Number.isFinite(value)) return;
		const first = this.#count === 0;
		this.#count++;
		this.#sum += value;
		this.#last = value;
		if (first || value < this.#min) this.#min = value;
		if (first || value > this.#max) this.#max = value;
		this.#median?.take(value);
	}

	/** The reading, in the unit of the samples (Count: their number). NaN when there was no sample, except for Count: 0. */
	get reading(): number {
		if (this.#aggregation === Aggregation.Count) return this.#count;
		if (this.#count === 0) return Number.NaN;
		switch (this.#aggregation) {
			case Aggregation.Mean:
				return this.#sum / this.#count;
			case Aggregation.Min:
				return this.#min;
			case Aggregation.Max:
				return this.#max;
			case Aggregation.Sum:
				return this.#sum;
			case Aggregation.Median:
				return this.#median?.value ?? Number.NaN;
			default:
				return this.#last;
		}
	}

	/** Starts the next interval. */
	clear(): void {
		this.#count = this.#sum = 0;
		this.#median?.clear();
	}
}
