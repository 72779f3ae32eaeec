import type { Environment } from "../environment";
import { Contact } from "./contact";

/** mm a tip: datasheet of the SparkFun SEN-15901, Rain Gauge. */
const TIP_MM = 0.2794;
/** Mean closure time of a Texas Electronics gauge, ms. */
const CLOSED_MS = 135;
/** A bucket needs that long to tip and to fill again, even under a tap. */
const LEAST_MS = 500;

/** A tipping bucket rain gauge in the rain. `now` gives ms on any clock that only goes forward. */
export class RainGauge extends Contact {
	constructor(environment: Pick<Environment, "rainfall">, now: () => number, perPulse = TIP_MM) {
		super({ total: () => environment.rainfall(), perPulse, closedMs: CLOSED_MS, leastMs: LEAST_MS, now });
	}
}
