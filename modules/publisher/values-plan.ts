import { orNothing } from "core/nothing";
import type { Quantity } from "sensors/sensor";
import type { Settings } from "settings/settings";
import { parseLimits, parsePoints, parsePolynomial } from "settings/value-form";
import type { Condition, ValuesPlan } from "values/conditioner";
import { Derived, derivedFrom } from "values/derived";

/** The setting of a sensor that its pressure is reduced to sea level by. */
export const ELEVATION = "elevation";

/** A sensor's quantities, its chip's own and those computed from them, and what is made of the values. */
export interface PlannedValues {
	readonly quantities: readonly Quantity[];
	/** Undefined to take them as they come. */
	readonly values: ValuesPlan | undefined;
	/** The setting `elevation` is of use. */
	readonly elevated: boolean;
}

/** Of the sensor whose settings begin with `key` and whose chip measures `own`. What cannot work is left out and told in `errors`. */
export function planValues(settings: Settings, key: string, own: readonly Quantity[], errors: string[]): PlannedValues {
	const elevation = settings.has(`${key}.${ELEVATION}`) ? decimal(settings, `${key}.${ELEVATION}`, 0) : undefined;
	const { quantities, derivations } = derivedFrom(own, elevation);
	const conditions: Condition[] = [];
	for (const name of namesIn(settings, key)) {
		const quantity = own.findIndex((candidate) => candidate.name.toLowerCase() === name);
		if (quantity >= 0) conditions.push(planCondition(settings, `${key}.${name}`, quantity, errors));
		else errors.push(`${key}.${name}: ${why(name, own, quantities)}`);
	}
	if (conditions.length === 0 && !derivations) return { quantities: own, values: undefined, elevated: false };
	return {
		quantities: [...own, ...quantities],
		values: { own: own.length, conditions: orNothing(conditions), derivations },
		elevated: derivations?.what.includes(Derived.SeaLevelPressure) ?? false,
	};
}

/** The quantities that something is set of, each once. */
function namesIn(settings: Settings, key: string): readonly string[] {
	const names: string[] = [];
	for (const set of settings.keys()) {
		const words = set.split(".");
		if (words.length === 4 && set.startsWith(`${key}.`) && !names.includes(words[2])) names.push(words[2]);
	}
	return names;
}

function why(name: string, own: readonly Quantity[], derived: readonly Quantity[]): string {
	const names = own.map((quantity) => quantity.name).join(", ");
	const computed = derived.find((quantity) => quantity.name.toLowerCase() === name);
	return computed
		? `${computed.name} is computed from others; what is set of those (${names}) counts`
		: `the sensor has ${names}, got "${name}"`;
}

function planCondition(settings: Settings, key: string, quantity: number, errors: string[]): Condition {
	const [points, polynomial, range, clamp] = ["points", "poly", "range", "clamp"].map((name) =>
		settings.text(`${key}.${name}`),
	);
	const gain = decimal(settings, `${key}.gain`, 1);
	if (gain === 0) errors.push(`${key}.gain: 0 would make all values the same; unset it`);
	return {
		quantity,
		points: parsePoints(points),
		polynomial: parsePolynomial(polynomial),
		gain: gain || 1,
		offset: decimal(settings, `${key}.offset`, 0),
		range: parseLimits(range),
		clamp: parseLimits(clamp),
		spike: decimal(settings, `${key}.spike`, Number.POSITIVE_INFINITY),
	};
}

/** The number that the text of a decimal setting stands for. */
function decimal(settings: Settings, key: string, fallback: number): number {
	const text = settings.text(key);
	return text === "" ? fallback : Number(text);
}
