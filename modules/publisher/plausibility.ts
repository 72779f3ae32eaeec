import { Fault, type Quantity } from "sensors/sensor";

/** What is looked at. */
export interface PlausibilityOptions {
	readonly quantities: readonly Quantity[];
	/** So many samples in a row may have the same readings; 0 for any number. */
	readonly stuckAfter: number;
}

/**
 * Whether the readings of a sample can be believed: all of them or none. One that is beyond what the chip can have measured spoils the
 * sample, although the others look well: they come out of the same conversion, mostly by way of the spoilt one (humidity and pressure are
 * compensated by the temperature), and nobody could tell which of them are right. So a sample has one Fault, as a driver's has.
 */
export class Plausibility {
	/** A reading that is published as a value within the range is within it: half of the last decimal is allowed. */
	readonly #least: Float64Array;
	readonly #most: Float64Array;
	readonly #stuckAfter: number;
	readonly #last: Float64Array;
	/** Samples in a row with the readings of `#last`. */
	#same = 0;

	constructor({ quantities, stuckAfter }: PlausibilityOptions) {
		const { length } = quantities;
		this.#least = new Float64Array(length);
		this.#most = new Float64Array(length);
		this.#last = new Float64Array(length).fill(Number.NaN);
		this.#stuckAfter = stuckAfter;
		for (let i = 0; i < length; i++) {
			const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, digits } = quantities[i];
			const margin = 0.5 / 10 ** digits;
			this.#least[i] = least - margin;
			this.#most[i] = most + margin;
		}
	}

	/**
	 * Fault.None; Fault.Range where one of `values` is beyond its quantity's least or most, or not finite; Fault.Stuck where the same have come
	 * too often, to the last bit: each sample from then on until another reading comes. NaN, which says that there is none, is no reading.
	 */
	judge(values: Float64Array): Fault {
		for (let i = 0; i < values.length; i++) {
			const value = values[i];
			if (Number.isNaN(value)) continue;
			if (!Number.isFinite(value) || value < this.#least[i] || value > this.#most[i]) return Fault.Range;
		}
		return this.#stuckAfter > 0 && this.#repeats(values) ? Fault.Stuck : Fault.None;
	}

	#repeats(values: Float64Array): boolean {
		const last = this.#last;
		let same = true;
		let read = false;
		for (let i = 0; i < values.length; i++) {
			if (!Number.isNaN(values[i])) read = true;
			if (!Object.is(values[i], last[i])) same = false;
		}
		if (!read) return false;
		last.set(values);
		this.#same = same ? this.#same + 1 : 1;
		return this.#same > this.#stuckAfter;
	}
}
