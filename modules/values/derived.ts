import type { Quantity } from "sensors/sensor";
import { absoluteHumidity, dewPoint, reducedPressure, seaLevelPressure, vapourPressureDeficit } from "values/air";

/** What is computed. */
export const enum Derived {
	DewPoint = 0,
	AbsoluteHumidity = 1,
	VapourPressureDeficit = 2,
	SeaLevelPressure = 3,
}

/** Quantities that are computed from others of the same sensor. Places are those among the sensor's quantities; -1 where there is none. */
export interface Derivations {
	readonly what: readonly Derived[];
	readonly temperature: number;
	readonly humidity: number;
	readonly pressure: number;
	/** Of the sensor, in m. */
	readonly elevation: number;
}

/** What a sensor offers besides its chip's quantities. */
export interface Offer {
	readonly quantities: readonly Quantity[];
	/** Undefined for none. */
	readonly derivations: Derivations | undefined;
}

interface Row {
	readonly what: Derived;
	readonly quantity: Quantity;
}

/** Of temperature and humidity. */
const OF_AIR: readonly Row[] = Object.freeze([
	row(Derived.DewPoint, "dewPoint", "°C", 2),
	row(Derived.AbsoluteHumidity, "absoluteHumidity", "g/m³", 2),
	row(Derived.VapourPressureDeficit, "vapourPressureDeficit", "kPa", 3),
]);
const WHAT_OF_AIR: readonly Derived[] = Object.freeze(OF_AIR.map(({ what }) => what));
/** Of pressure and the sensor's elevation. */
const OF_PRESSURE = row(Derived.SeaLevelPressure, "seaLevelPressure", "hPa", 2);

/** Frozen, so that it stays in flash where there is any. */
function row(what: Derived, name: string, unit: string, digits: number): Row {
	return Object.freeze({ what, quantity: Object.freeze({ name, unit, digits }) });
}

/** What can be computed from a chip's quantities. Not what it measures itself; `elevation` in m, undefined where it is not known. */
export function derivedFrom(own: readonly Quantity[], elevation: number | undefined): Offer {
	const place = (name: string, unit: string): number =>
		own.findIndex((quantity) => quantity.name === name && quantity.unit === unit);
	const temperature = place("temperature", "°C");
	const humidity = place("humidity", "%");
	const pressure = place("pressure", "hPa");
	const rows: Row[] = [];
	if (temperature >= 0 && humidity >= 0) rows.push(...OF_AIR);
	if (pressure >= 0 && elevation !== undefined) rows.push(OF_PRESSURE);
	const wanted = rows.filter(({ quantity }) => !own.some(({ name }) => name === quantity.name));
	return {
		quantities: wanted.map(({ quantity }) => quantity),
		derivations:
			wanted.length === 0
				? undefined
				: {
						// All of them and no others is the usual case, and in flash.
						what:
							wanted.length === OF_AIR.length && wanted.every((one, i) => one === OF_AIR[i])
								? WHAT_OF_AIR
								: wanted.map(({ what }) => what),
						temperature,
						humidity,
						pressure,
						elevation: elevation ?? 0,
					},
	};
}

/** The value of one of them, computed from `values`; NaN where one of those it needs is NaN. */
export function derive(what: Derived, derivations: Derivations, values: Float64Array): number {
	const { temperature, humidity, pressure, elevation } = derivations;
	switch (what) {
		case Derived.DewPoint:
			return dewPoint(values[temperature], values[humidity]);
		case Derived.AbsoluteHumidity:
			return absoluteHumidity(values[temperature], values[humidity]);
		case Derived.VapourPressureDeficit:
			return vapourPressureDeficit(values[temperature], values[humidity]);
		case Derived.SeaLevelPressure:
			if (temperature < 0) return seaLevelPressure(values[pressure], elevation);
			return reducedPressure(values[pressure], elevation, values[temperature], humidity < 0 ? 0 : values[humidity]);
		default:
			what satisfies never;
			return Number.NaN;
	}
}
