/*
 * Tipping bucket rain gauge: a reed contact to ground closes once a tip.
 * perPulse: "each 0.2794 mm of rain cause one momentary contact closure", datasheet of the SparkFun SEN-15901 weather meter kit, Rain Gauge.
 * debounce: Texas Electronics has a mean closure of 135 ms and at most 0.75 ms of bounce (pubdata.mlml.calstate.edu, weather, rain). The rest
 * of 100 ms that is wanted before a tip is many times the bounce, also where a bucket rocks, and the heaviest rain, 400 mm/h, tips each 2.5 s.
 */
import type { Clock } from "core/clock";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import { PulseTally } from "sensors/pulse-tally";
import type { PulseCounterClass } from "sensors/pulses";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

const HOUR_MS = 3_600_000;

/** Where the gauge is, and what a tip is worth. */
export interface RainOptions {
	readonly sensor: { readonly io: PulseCounterClass; readonly pin: number };
	readonly clock: Clock;
	/** mm of rain a tip. */
	readonly perPulse: number;
	/** The contact must have been open for so long before a tip, ms. */
	readonly debounceMs: number;
}

/**
 * A rain gauge. Tips are counted by interrupt (sensors/pulses), whatever the firmware does meanwhile, and each is in exactly one sample: one
 * that is not taken leaves its tips to the next. `rain` is made to be summed (rain:sum); `total` is for those who want to miss nothing even
 * where a row is lost. It starts at 0 whenever the sensor is opened: at a boot, and when settings are applied, which also loses the tips since
 * the last sample. A broken wire looks like dry weather.
 */
export class Rain implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		/** Since the last sample. */
		{ name: "rain", unit: "mm", digits: 4, least: 0 },
		/** Mean over the time since the last sample. */
		{ name: "rate", unit: "mm/h", digits: 1, least: 0 },
		/** Since the sensor was opened. */
		{ name: "total", unit: "mm", digits: 4, least: 0 },
	]);
	static readonly conversionMs = 0;

	private readonly tally: PulseTally;
	private readonly _perPulse: number;
	/** mm/h; NaN before the first time. */
	private rate = Number.NaN;

	/** RangeError for a tip that is worth nothing, before anything is opened; what the counter's class throws passes through. */
	constructor({ sensor: { io, pin }, clock, perPulse, debounceMs }: RainOptions) {
		if (!(perPulse > 0)) throw new RangeError(`perPulse must be above 0, got ${perPulse}`);
		this._perPulse = perPulse;
		this.tally = new PulseTally(clock, io, { pin, active: 0, debounceUs: 1_000 * debounceMs, pullUp: true });
	}

	/** Does nothing: it counts all the time. */
	start(): Fault {
		return this.tally.isOpen ? Fault.None : Fault.Absent;
	}

	/**
	 * Fills in mm, mm/h and mm. Less than half a second behind the last sample, or the opening, there is no rain yet and the rate is that of the
	 * last sample, NaN if there was none; the tips are the next sample's.
	 */
	take(values: Float64Array): Fault {
		const tally = this.tally;
		if (!tally.isOpen) return Fault.Absent;
		const taken = tally.take();
		const rain = taken ? tally.pulses * this._perPulse : 0;
		if (taken) this.rate = (rain * HOUR_MS) / tally.spanMs;
		values[0] = rain;
		values[1] = this.rate;
		values[2] = tally.total * this._perPulse;
		return Fault.None;
	}

	close(): void {
		this.tally.close();
	}
}

export const RAIN: CatalogEntry = Object.freeze({
	name: "rain",
	chip: "tipping bucket rain gauge with a contact",
	model: Rain,
	bus: "pins",
	options: Object.freeze([
		{ key: "pin", required: true },
		{ key: "perPulse", fallback: 0.2794 },
		{ key: "debounce", fallback: 100 },
	]),
	open: (settings, board) =>
		new Rain({
			sensor: { io: needs(board.device.io.PulseCounter, "pulse counter"), pin: numberOf(settings, "pin") },
			clock: board.clock,
			perPulse: numberOf(settings, "perPulse"),
			debounceMs: numberOf(settings, "debounce"),
		}),
} satisfies CatalogEntry);
