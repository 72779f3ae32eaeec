import type { Fault, Quantity } from "sensors/sensor";

/** One sensor of the settings. */
export interface SensorState {
	readonly name: string;
	readonly model: string;
	readonly intervalMs: number;
	readonly quantities: readonly Quantity[];
	/** Of the last good sample, one for each quantity; NaN where there is none. */
	readonly values: readonly number[];
	/** Of the last good sample, -1 for never. */
	readonly sampledAgoMs: number;
	/** Of the last sample. */
	readonly fault: Fault;
	readonly samples: number;
	readonly faults: number;
	/** Samples of one quantity that the settings have left out as spikes. */
	readonly spikes?: number;
	readonly health: SensorHealth;
	/** How often each Fault was, by its number. */
	readonly counts: readonly number[];
	/** The last sample that failed: why, and when; -1 for never. */
	readonly lastFault: Fault;
	readonly faultAgoMs: number;
	/** Until it is sampled next; -1 where it is not sampled. */
	readonly nextInMs: number;
}

/** How a sensor is, in a word. */
export const enum SensorHealth {
	/** It was not sampled yet. */
	Unknown = 0,
	Good = 1,
	/** The last sample was good, but not all of the last 32. */
	Shaky = 2,
	/** The last sample failed. */
	Failing = 3,
}

/** A sensor model that this firmware has a driver for. */
export interface SensorFacts {
	readonly name: string;
	readonly quantities: readonly Quantity[];
	/** The I2C addresses its chip can have, the usual one first; undefined when it is on no such bus. */
	readonly addresses?: readonly number[] | undefined;
	/** Keys of the settings without which there is no such sensor. */
	readonly needs?: readonly string[];
}

/** A chip that answers on an I2C bus. */
export interface I2cFinding {
	readonly bus: string;
	readonly address: number;
	/** Models that it can be, the likeliest first; empty when none of ours has this address. */
	readonly models: readonly string[];
	/** For each of them its chips, for people. */
	readonly chips: readonly string[];
	/** It has said itself that it is what `models` names. */
	readonly identified: boolean;
	/** Well known chips at this address that are no sensors of ours; "" for none, and where the chip is identified. */
	readonly known: string;
	/** The sensor of the settings that uses it; "" for none. */
	readonly sensor: string;
	/** A name that is free, for a sensor of the first model; "" where it has one, or there is no model. */
	readonly name: string;
	/** What to set for that, each a key and its value. */
	readonly settings: readonly (readonly [key: string, value: string])[];
}
