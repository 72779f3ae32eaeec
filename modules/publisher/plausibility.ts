import type { Quantity } from "sensors/sensor";

const FINITE_MAX = Number.MAX_VALUE;

/**
 * Whether one of the first `count` of `values` cannot be believed: it is beyond its quantity's least or most, or not finite. NaN, which says that
 * there is no reading, can. A reading that is published as a value within the range is within it: half of the last decimal is allowed.
 *
 * One that is beyond what the chip can have measured spoils the sample, although the others look well: they come out of the same conversion, mostly
 * by way of the spoilt one (humidity and pressure are compensated by the temperature), and nobody could tell which of them are right.
 */
export function isBeyond(values: Float64Array, quantities: readonly Quantity[], count: number): boolean {
	for (let i = 0; i < count; i++) {
		const value = values[i];
		const quantity = quantities[i];
		const { least = -FINITE_MAX, most = FINITE_MAX } = quantity;
		if ((value >= least && value <= most) || Number.isNaN(value)) continue;
		const margin = 0.5 / 10 ** quantity.digits;
		if (!(value >= least - margin && value <= most + margin)) return true;
	}
	return false;
}

/** Counts how often the same readings come in a row. */
export class Repeats {
	private readonly last: Float64Array;
	private same = 0;

	/** Of the first `count` values of each sample. */
	constructor(count: number) {
		this.last = new Float64Array(count).fill(Number.NaN);
	}

	/**
	 * Takes the readings of a sample. Gives how many samples in a row had these, to the last bit, with this one;
	 * 0 where all are NaN, which says that there is no reading.
	 */
	take(values: Float64Array): number {
		const { last } = this;
		let same = true;
		let read = false;
		for (let i = 0; i < last.length; i++) {
			if (!Number.isNaN(values[i])) read = true;
			if (!Object.is(values[i], last[i])) same = false;
		}
		if (!read) return 0;
		for (let i = 0; i < last.length; i++) last[i] = values[i];
		this.same = same ? this.same + 1 : 1;
		return this.same;
	}
}
