import type { CatalogEntry } from "sensors/entry";
import { Fault, type Sensor } from "sensors/sensor";
import Time from "time";
import Timer from "timer";

/** What is told of one thing that was looked at. */
export interface Finding {
	readonly what: string;
	readonly ok: boolean;
}

/** One sample: its fault, and its readings by quantity, NaN where there is none. */
export interface Sampled {
	readonly fault: Fault;
	readonly readings: Map<string, number>;
}

/** Asked so often at most for a sample. */
const PATIENCE = 100;

/** The clock of the models: that of the machine. */
export const now = (): number => Time.ticks;

/** One sample of `sensor`, waited for. */
export function sampled({ quantities, conversionMs }: CatalogEntry["model"], sensor: Sensor): Sampled {
	const values = new Float64Array(quantities.length).fill(Number.NaN);
	let fault = sensor.start();
	for (let i = 0; i < PATIENCE && (fault === Fault.None || fault === Fault.Busy); i++) {
		Timer.delay(Math.max(1, sensor.waitMs ?? conversionMs));
		fault = sensor.take(values);
		if (fault !== Fault.Busy) break;
	}
	return { fault, readings: new Map(quantities.map(({ name }, i) => [name, values[i]])) };
}

/** Whether `theirs` is within `apart` of `ours`. */
export function near(what: string, theirs: number, ours: number, apart: number): Finding {
	return { what: `${what}: ${theirs} and ${ours}`, ok: Math.abs(theirs - ours) <= apart };
}
