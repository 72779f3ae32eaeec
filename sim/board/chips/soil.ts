import type { Environment } from "../environment";
import type { PinModel } from "../pin-model";
import { FaultyVoltage } from "./analog-fault";

/** A capacitive soil probe: the wetter, the lower its voltage, on a straight line between what it gives in air and in water. */
export class SoilProbe implements PinModel {
	readonly #line = new FaultyVoltage();
	readonly faults = this.#line.faults;
	readonly #environment: Pick<Environment, "soilMoisture">;
	readonly #air: number;
	readonly #water: number;

	/** V in air and in water; the usual ones of a "v1.2" board behind a divider. */
	constructor(environment: Pick<Environment, "soilMoisture">, air = 2.2, water = 1) {
		this.#environment = environment;
		this.#air = air;
		this.#water = water;
	}

	voltage(): number {
		return this.#line.at(this.#air + (this.#water - this.#air) * (this.#environment.soilMoisture() / 100));
	}
}
