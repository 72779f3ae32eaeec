import { seeded } from "../proxy/random";
import type { PlannedFault, StationSensor } from "./truth";

const MINUTE_MS = 60_000;
/** A sensor breaks down so often, on average. */
const APART_MS = 3 * 86_400_000;
/** Nothing is broken for so long at the beginning. */
const FIRST_MS = 30 * MINUTE_MS;

/** A sensor is broken for a while. */
export interface Breakdown {
	readonly sensor: StationSensor;
	readonly fault: PlannedFault;
	/** Milliseconds from the beginning. */
	readonly at: number;
	readonly lengthMs: number;
}

/**
 * When which sensor breaks down in `days` days, drawn from the seed, in order: each about every three days, for 5 minutes to 5 hours, and not
 * again before it has had an hour and what came before lasted. Each of a sensor's faults comes once before one of them comes again.
 */
export function drawBreakdowns(sensors: readonly StationSensor[], days: number, seed: number): readonly Breakdown[] {
	const random = seeded(seed);
	const end = days * 86_400_000;
	const all: Breakdown[] = [];
	for (const sensor of sensors) {
		let turn: PlannedFault[] = [];
		let at = FIRST_MS + random() * APART_MS;
		while (sensor.faults.length > 0) {
			if (turn.length === 0) turn = [...sensor.faults];
			const [fault] = turn.splice(Math.floor(random() * turn.length), 1);
			const lengthMs = Math.round(5 * MINUTE_MS * 60 ** random());
			if (at + lengthMs + 60 * MINUTE_MS > end) break;
			all.push({ sensor, fault, at: Math.round(at), lengthMs });
			at += lengthMs + 60 * MINUTE_MS + random() * 2 * APART_MS * Math.min(1, days / 10);
		}
	}
	return all.sort((a, b) => a.at - b.at);
}
