import { Fault } from "sensors/sensor";
import { type Derivations, derive } from "values/derived";

/** Two ends, the lesser one first. */
interface Limits {
	readonly least: number;
	readonly most: number;
}

/** What is made of the samples of one quantity, in the order of the members. */
export interface Condition {
	/** Its place among the sensor's quantities. */
	readonly quantity: number;
	/** raw, value, raw, value and so on: two points or more, the raws rising. Undefined for none. */
	readonly points: readonly number[] | undefined;
	/** Coefficients, that of the lowest power first; undefined for none. */
	readonly polynomial: readonly number[] | undefined;
	readonly gain: number;
	readonly offset: number;
	/** What lies beyond is no reading. */
	readonly range: Limits | undefined;
	/** What lies beyond is the nearer end. */
	readonly clamp: Limits | undefined;
	/** The largest step that is believed at once; Infinity for any. */
	readonly spike: number;
}

/** What is made of a sensor's values. */
export interface ValuesPlan {
	/** How many quantities the chip itself measures. They come first, those that are computed from them behind. */
	readonly own: number;
	readonly conditions: readonly Condition[];
	/** Undefined for none. */
	readonly derivations: Derivations | undefined;
}

/**
 * Makes of what a chip measured what is to be published, in place and without garbage: calibration, range, limits and spikes of each quantity,
 * then what is computed from them. It keeps of each quantity the value it believed last and the one it doubts.
 *
 * A spike: a value that is further than `spike` from the one believed last is held back, and that sample has no reading of this quantity. When
 * the next sample lies within `spike` of the one held back, the two agree: it was a step, and the newer one is believed. Otherwise the one
 * held back was a spike: it is dropped, counted, and the newer one judged as if it had never come. So one false sample never gets
 * through, a true step comes one sample late and is never refused for good, and no time or number of samples has to be set. The first value is believed.
 */
export class Conditioner {
	private readonly plan: ValuesPlan;
	/** Where any condition looks for spikes, of each the value believed last, then of each the one held back; NaN for none. */
	private readonly judged: Float64Array | undefined;
	private _spikes = 0;

	constructor(plan: ValuesPlan) {
		const { conditions } = plan;
		this.plan = plan;
		if (conditions.some(({ spike }) => spike < Number.POSITIVE_INFINITY))
			this.judged = new Float64Array(2 * conditions.length).fill(Number.NaN);
	}

	/** How many quantities the chip itself measures. */
	get own(): number {
		return this.plan.own;
	}

	/** Values that were spikes. */
	get spikes(): number {
		return this._spikes;
	}

	/**
	 * Makes of the chip's values, which come first in `values`, what is to be published, and fills in the others. Fault.Range where a value is out
	 * of its range: it alone is NaN then, with all that is computed from it, and the others are to be used.
	 */
	apply(values: Float64Array): Fault {
		const { own, conditions, derivations } = this.plan;
		let fault = Fault.None;
		for (let i = 0; i < conditions.length; i++) {
			const condition = conditions[i];
			const { quantity, range } = condition;
			if (!Number.isFinite(values[quantity])) continue;
			const value = calibrate(condition, values[quantity]);
			const beyond = !Number.isFinite(value) || (range && (value < range.least || value > range.most));
			if (beyond) fault = Fault.Range;
			values[quantity] = beyond ? Number.NaN : this.believe(i, limit(value, condition.clamp), condition.spike);
		}
		if (!derivations) return fault;
		const { what } = derivations;
		for (let i = 0; i < what.length; i++) values[own + i] = derive(what[i], derivations, values);
		return fault;
	}

	/** `value` when it is believed, else NaN. */
	private believe(i: number, value: number, spike: number): number {
		const judged = this.judged;
		if (!judged) return value;
		const doubted = this.plan.conditions.length + i;
		const step = Math.abs(value - judged[i]);
		const apart = Math.abs(value - judged[doubted]); // NaN when none is held back
		if (step > spike && !(apart <= spike)) {
			if (apart > spike) this._spikes++;
			judged[doubted] = value;
			return Number.NaN;
		}
		if (!(step > spike) && !Number.isNaN(apart)) this._spikes++; // back where it was: the one held back was none
		judged[doubted] = Number.NaN;
		judged[i] = value;
		return value;
	}
}

function calibrate({ points, polynomial, gain, offset }: Condition, raw: number): number {
	let value = points ? interpolate(points, raw) : raw;
	if (polynomial) value = evaluate(polynomial, value);
	return gain * value + offset;
}

/** On the line through the two points around `raw`, or through the two that are nearest to it. */
function interpolate(points: readonly number[], raw: number): number {
	let at = 2;
	while (at < points.length - 2 && raw > points[at]) at += 2;
	const part = (raw - points[at - 2]) / (points[at] - points[at - 2]);
	return points[at - 1] + part * (points[at + 1] - points[at - 1]);
}

function evaluate(coefficients: readonly number[], x: number): number {
	let value = 0;
	for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i];
	return value;
}

function limit(value: number, clamp: Limits | undefined): number {
	return clamp ? Math.min(clamp.most, Math.max(clamp.least, value)) : value;
}
