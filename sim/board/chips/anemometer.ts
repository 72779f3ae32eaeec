import type { Environment } from "../environment";
import { Contact } from "./contact";

/** m of wind that go by from one closing to the next: 2.4 km/h are one a second, datasheet of the SparkFun SEN-15901, Anemometer. */
const PULSE_M = 2.4 / 3.6;
/** Closed for, at the most, ms. */
const CLOSED_MS = 3;
const LEAST_MS = 6;

/** A cup anemometer in the wind. `now` gives ms on any clock that only goes forward. */
export class AnemometerCups extends Contact {
	constructor(environment: Pick<Environment, "windRun">, now: () => number, perPulse = PULSE_M) {
		super({ total: () => environment.windRun(), perPulse, closedMs: CLOSED_MS, leastMs: LEAST_MS, now });
	}
}
