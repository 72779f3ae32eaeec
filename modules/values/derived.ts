import type { Quantity } from "sensors/sensor";
import { absoluteHumidity, dewPoint, reducedPressure, seaLevelPressure, vapourPressureDeficit } from "values/air";

/** What is computed. */
export const enum Derived {
	DewPoint = 0,
	AbsoluteHumidity = 1,
	VapourPressureDeficit = 2,
	SeaLevelPressure = 3,
}

/** One quantity that is computed from others of the same sensor. Places are those among the sensor's quantities; -1 where there is none. */
export interface Derivation {
	readonly what: Derived;
	readonly at: number;
	readonly temperature: number;
	readonly humidity: number;
	readonly pressure: number;
	/** Of the sensor, in m. */
	readonly elevation: number;
}

/** What a sensor offers besides its chip's quantities. */
export interface Offer {
	readonly quantities: readonly Quantity[];
	readonly derivations: readonly Derivation[];
}

interface Row extends Quantity {
	readonly what: Derived;
}

/** Of temperature and humidity. */
const OF_AIR: readonly Row[] = Object.freeze([
	{ what: Derived.DewPoint, name: "dewPoint", unit: "°C", digits: 2 },
	{ what: Derived.AbsoluteHumidity, name: "absoluteHumidity", unit: "g/m³", digits: 2 },
	{ what: Derived.VapourPressureDeficit, name: "vapourPressureDeficit", unit: "kPa", digits: 3 },
]);
/** Of pressure and the sensor's elevation. */
const OF_PRESSURE: Row = Object.freeze({
	what: Derived.SeaLevelPressure,
	name: "seaLevelPressure",
	unit: "hPa",
	digits: 2,
});

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
	const wanted = rows.filter((row) => !own.some(({ name }) => name === row.name));
	return {
		quantities: wanted.map(({ name, unit, digits }) => ({ name, unit, digits })),
		derivations: wanted.map(({ what }, i) => {
			return { what, at: own.length + i, temperature, humidity, pressure, elevation: elevation ?? 0 };
		}),
	};
}

/** The value of one, computed from `values`; NaN where one of those it needs is NaN. */
export function derive(derivation: Derivation, values: Float64Array): number {
	const { what, temperature, humidity, pressure, elevation } = derivation;
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
