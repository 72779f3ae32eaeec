/*
 * Cup anemometer: a reed contact to ground closes once or more a turn.
 * perPulse: "a wind speed of 2.4 km/h causes the switch to close once per second", datasheet of the SparkFun SEN-15901 weather meter kit,
 * Anemometer; 2.4 km/h are 0.667 m/s. debounce: reed contacts bounce for at most 0.75 ms (sensors/rain). At 50 m/s such a one closes 75 times
 * a second, and is open for more than 2 ms of each 13.
 */
import type { Clock } from "core/clock";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import { PulseTally } from "sensors/pulse-tally";
import type { PulseCounterClass } from "sensors/pulses";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

const SECOND_MS = 1_000;

/** Where the anemometer is, and what a pulse is worth. */
export interface AnemometerOptions {
	readonly sensor: { readonly io: PulseCounterClass; readonly pin: number };
	readonly clock: Clock;
	/** m/s of wind for one pulse a second. */
	readonly perPulse: number;
	/** The contact must have been open for so long before a pulse, ms. */
	readonly debounceMs: number;
}

/**
 * A cup anemometer: the mean speed since the last sample, so that the mean of all samples is that of the whole time. A gust is the highest mean
 * over 3 s (WMO No. 8, Guide to Instruments and Methods of Observation, Measurement of surface wind): with sensor.<name>.interval=3,
 * <name>.speed:max is the gusts and <name>.speed:mean the wind. A broken wire looks like a calm.
 */
export class Anemometer implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "speed", unit: "m/s", digits: 2, least: 0, most: 100 },
	]);
	static readonly conversionMs = 0;

	private readonly tally: PulseTally;
	private readonly _perPulse: number;
	/** m/s; NaN before the first time. */
	private speed = Number.NaN;

	/** RangeError for a pulse that is worth nothing, before anything is opened; what the counter's class throws passes through. */
	constructor({ sensor: { io, pin }, clock, perPulse, debounceMs }: AnemometerOptions) {
		if (!(perPulse > 0)) throw new RangeError(`perPulse must be above 0, got ${perPulse}`);
		this._perPulse = perPulse;
		this.tally = new PulseTally(clock, io, { pin, active: 0, debounceUs: 1_000 * debounceMs, pullUp: true });
	}

	/** Does nothing: it counts all the time. */
	start(): Fault {
		return this.tally.isOpen ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in m/s. Less than half a second behind the last sample, or the opening, it is the speed of the last sample, NaN if there was none; the
	 * pulses are the next sample's.
	 */
	take(values: Float64Array): Fault {
		const tally = this.tally;
		if (!tally.isOpen) return Fault.Absent;
		if (tally.take()) this.speed = (tally.pulses * this._perPulse * SECOND_MS) / tally.spanMs;
		values[0] = this.speed;
		return Fault.None;
	}

	close(): void {
		this.tally.close();
	}
}

export const ANEMOMETER: CatalogEntry = Object.freeze({
	name: "anemometer",
	chip: "cup anemometer with a contact",
	model: Anemometer,
	bus: "pins",
	options: Object.freeze([
		{ key: "pin", required: true },
		{ key: "perPulse", fallback: 0.667 },
		{ key: "debounce", fallback: 2 },
	]),
	open: (settings, board) =>
		new Anemometer({
			sensor: { io: needs(board.device.io.PulseCounter, "pulse counter"), pin: numberOf(settings, "pin") },
			clock: board.clock,
			perPulse: numberOf(settings, "perPulse"),
			debounceMs: numberOf(settings, "debounce"),
		}),
} satisfies CatalogEntry);
