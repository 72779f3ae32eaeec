import { nibble } from "core/nibbles";
import { Median } from "feed/median";
import { FIELDS } from "feed/payload";

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
 * Sums up the samples of fields, eight at most, between two updates, each by its aggregation, in constant memory. A sample that is not a finite
 * number is not taken, so it can never become a published one.
 */
export class Aggregates {
	/** In each nibble (core/nibbles) a field's. */
	private readonly aggregations: number;
	/** Of each field how many samples were taken, and from FIELDS on what its aggregation makes of them, where there are any. */
	private readonly kept: Float64Array;
	/** By field; their memory is taken by those alone who want one. */
	private readonly medians: (Median | undefined)[] | undefined;

	/** Of so many fields, whose aggregations are packed (core/nibbles). */
	constructor(aggregations: number, fields: number) {
		const medians: (Median | undefined)[] = [];
		for (let i = 0; i < fields; i++) if (nibble(aggregations, i) === Aggregation.Median) medians[i] = new Median();
		this.aggregations = aggregations;
		this.kept = new Float64Array(FIELDS + fields);
		this.medians = medians.length > 0 ? medians : undefined;
	}

	/** Samples that field number `i` has taken since `clear`. */
	count(i: number): number {
		return this.kept[i];
	}

	/** Takes one sample of field number `i`. False for NaN and infinities, which are left out. */
	take(i: number, value: number): boolean {
		if (!Number.isFinite(value)) return false;
		const kept = this.kept;
		const count = kept[i]++;
		kept[FIELDS + i] = count === 0 ? value : joined((this.aggregations >> (4 * i)) & 0xf, kept[FIELDS + i], value);
		this.medians?.[i]?.take(value);
		return true;
	}

	/** The reading of field number `i`, in the unit of the samples (Count: their number). NaN when there was no sample, except for Count: 0. */
	reading(i: number): number {
		const kept = this.kept;
		const count = kept[i];
		const aggregation: Aggregation = (this.aggregations >> (4 * i)) & 0xf;
		if (aggregation === Aggregation.Last && count > 0) return kept[FIELDS + i];
		if (aggregation === Aggregation.Count) return count;
		if (count === 0) return Number.NaN;
		if (aggregation === Aggregation.Mean) return kept[FIELDS + i] / count;
		return this.medians?.[i]?.value ?? kept[FIELDS + i];
	}

	/** Starts the next interval of field number `i`. */
	clear(i: number): void {
		this.kept[i] = 0;
		this.medians?.[i]?.clear();
	}

	/** Field number `i` goes on with what field number `same` of others, which rest from now on, has taken by the same aggregation. */
	adopt(i: number, before: Aggregates, same: number): void {
		this.kept[i] = before.kept[same];
		this.kept[FIELDS + i] = before.kept[FIELDS + same];
		if (this.medians?.[i]) this.medians[i] = before.medians?.[same];
	}
}

/** What becomes of `before`, of one sample or more, with another one. */
function joined(aggregation: Aggregation, before: number, value: number): number {
	switch (aggregation) {
		case Aggregation.Mean:
		case Aggregation.Sum:
			return before + value;
		case Aggregation.Min:
			return Math.min(before, value);
		case Aggregation.Max:
			return Math.max(before, value);
		default:
			return value;
	}
}
