import type { Environment } from "../environment";
import type { PinModel } from "../pin-model";
import { FaultyVoltage } from "./analog-fault";

/** A battery behind a divider of two resistors. */
export class DividedBattery implements PinModel {
	readonly #line = new FaultyVoltage();
	readonly faults = this.#line.faults;
	readonly #environment: Pick<Environment, "batteryVoltage">;
	readonly #upper: number;
	readonly #lower: number;

	/** Resistors in Ω: between battery and pin, and between pin and ground. */
	constructor(environment: Pick<Environment, "batteryVoltage">, upper = 100_000, lower = 100_000) {
		this.#environment = environment;
		this.#upper = upper;
		this.#lower = lower;
	}

	voltage(): number {
		return this.#line.at((this.#environment.batteryVoltage() * this.#lower) / (this.#upper + this.#lower));
	}
}
