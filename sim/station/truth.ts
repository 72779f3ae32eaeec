import type { Environment } from "../board/environment";

/** What a sensor of the station is compared with. */
export interface TrueQuantity {
	readonly name: string;
	/**
	 * What a sound sensor says at this moment. `since`: the seconds from its last sample that had no fault, `before` gives what a total was
	 * then.
	 */
	readonly truth: (now: Environment, before: Totals, since: number) => number;
	/** How far a sound reading may be off: the chip's resolution, and what the world moves during a conversion. */
	readonly within: number;
}

/** What only rises, as it was at a sensor's last sample. */
export interface Totals {
	readonly rainfall: number;
	readonly windRun: number;
}

/** A fault of a chip's model that the run switches on and off. */
export interface PlannedFault {
	/** For the report. */
	readonly name: string;
	readonly set: () => void;
	readonly clear: () => void;
	/** What the console calls it when it is found; one of these parts stands in the words. */
	readonly words: readonly string[];
	/** A sample may also be sound while it is on: it hits only now and then, or harms nothing. */
	readonly mild?: boolean;
}

/** One sensor of the station: its settings, what it should say, and how its chip can fail. */
export interface StationSensor {
	readonly name: string;
	readonly settings: Readonly<Record<string, string | number>>;
	readonly intervalS: number;
	/** From the beginning of a sample to its end, at most, in milliseconds. */
	readonly sampleMs: number;
	readonly quantities: readonly TrueQuantity[];
	readonly faults: readonly PlannedFault[];
}
