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
	/**
	 * The least of each quantity, then the most of each, then, where it matters, the last reading of each. A reading that is published as a value
	 * within the range is within it: half of the last decimal is allowed.
	 */
	private readonly bounds: Float64Array;
	private readonly _stuckAfter: number;
	/** Samples in a row with the last readings. */
	private same = 0;

	constructor({ quantities, stuckAfter }: PlausibilityOptions) {
		const { length } = quantities;
		this.bounds = new Float64Array((stuckAfter > 0 ? 3 : 2) * length).fill(Number.NaN);
		this._stuckAfter = stuckAfter;
		for (let i = 0; i < length; i++) {
			const { least = -Number.MAX_VALUE, most = Number.MAX_VALUE, digits } = quantities[i];
			const margin = 0.5 / 10 ** digits;
			this.bounds[i] = Math.max(-Number.MAX_VALUE, least - margin); // what is not finite is within no bounds
			this.bounds[length + i] = Math.min(Number.MAX_VALUE, most + margin);
		}
	}

	/**
	 * Fault.None; Fault.Range where one of `values` is beyond its quantity's least or most, or not finite; Fault.Stuck where the same have come
	 * too often, to the last bit: each sample from then on until another reading comes. NaN, which says that there is none, is no reading.
	 */
	judge(values: Float64Array): Fault {
		const bounds = this.bounds;
		const { length } = values;
		for (let i = 0; i < length; i++) {
			const value = values[i];
			if (!(value >= bounds[i] && value <= bounds[length + i]) && !Number.isNaN(value)) return Fault.Range;
		}
		return this._stuckAfter > 0 && this.repeats(values) ? Fault.Stuck : Fault.None;
	}

	private repeats(values: Float64Array): boolean {
		const bounds = this.bounds;
		const last = 2 * values.length;
		let same = true;
		let read = false;
		for (let i = 0; i < values.length; i++) {
			if (!Number.isNaN(values[i])) read = true;
			if (!Object.is(values[i], bounds[last + i])) same = false;
		}
		if (!read) return false;
		bounds.set(values, last);
		this.same = same ? this.same + 1 : 1;
		return this.same > this._stuckAfter;
	}
}
