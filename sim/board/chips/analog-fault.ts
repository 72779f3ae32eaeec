/** What can be wrong with something that gives a voltage, or its wire. Set a field to switch a fault on. */
export interface AnalogFaults {
	/** The wire is off: the input floats, here at 50 mV. */
	unplugged: boolean;
	/** V that each reading is off by at most. */
	noise: number;
	/** It stays at the voltage that it has now. */
	stuck: boolean;
}

const FLOATING = 0.05;
/** Of a linear congruential generator modulo 2^32 (Numerical Recipes): noise that repeats. */
const FACTOR = 1_664_525;
const STEP = 1_013_904_223;

/** A voltage with its faults. */
export class FaultyVoltage {
	readonly faults: AnalogFaults = { unplugged: false, noise: 0, stuck: false };
	#noise = 1;
	#kept: number | undefined;

	/** What a pin sees of `volts`. */
	at(volts: number): number {
		const { faults } = this;
		if (faults.unplugged) return FLOATING;
		this.#kept = faults.stuck ? (this.#kept ?? volts) : undefined;
		this.#noise = (Math.imul(this.#noise, FACTOR) + STEP) >>> 0;
		return (this.#kept ?? volts) + faults.noise * (this.#noise / 2 ** 31 - 1);
	}
}
