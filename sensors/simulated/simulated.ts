import type { Clock } from "core/clock";
import type { CatalogEntry } from "sensors/entry";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

const DAY_MS = 86_400_000;
/** The hour a day's curve starts at while the board does not know the time: morning, so that something happens. */
const MORNING_MS = 9 * 3_600_000;
/** The warmest hour of the day, in the afternoon. */
const WARMEST_MS = 15 * 3_600_000;

/** A room: 19 to 25 °C over the day. */
const TEMPERATURE_MEAN = 22;
const TEMPERATURE_SWING = 3;
/** 38 to 52 %, driest when it is warmest, as the same air is. */
const HUMIDITY_MEAN = 45;
const HUMIDITY_SWING = 7;
/** A lithium cell that a solar panel charges by day: 3.75 to 4.05 V. */
const VOLTAGE_MEAN = 3.9;
const VOLTAGE_SWING = 0.15;

/** How much of the noise is left at the next sample; below 1, so that it stays small and wanders slowly. */
const NOISE_KEPT = 0.9;
/** The most a sample adds to the noise, in the units of the wander: its sum stays within ±STEP / (1 - KEPT) = ±1. */
const NOISE_STEP = 0.1;

/** What a simulated sensor is made of. */
export interface SimulatedOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1). The same numbers at the same ticks give the same readings. */
	readonly random: () => number;
}

/**
 * A sensor without a chip, to try the rest with: temperature, humidity and a battery's voltage as a day brings them, with
 * a little noise. Temperature stays within 18.8 to 25.2 °C, humidity within 37 to 53 %, voltage within 3.74 to 4.06 V.
 */
export class Simulated implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2 },
		{ name: "humidity", unit: "%", digits: 2 },
		{ name: "voltage", unit: "V", digits: 3 },
	]);
	static readonly conversionMs = 0;

	private readonly _clock: Clock;
	private readonly _random: () => number;
	/** Time of day at tick 0. Read once: when the board learns the time later, the curve must not jump. */
	private readonly origin: number;
	/** -1 to 1 for each quantity. */
	private readonly noise = new Float64Array(3);
	private _open = true;

	constructor(options: SimulatedOptions) {
		const clock = options.clock;
		this._clock = clock;
		this._random = options.random;
		this.origin = clock.time > 0 ? clock.time - clock.ticks : MORNING_MS;
	}

	/** Does nothing: there is nothing to convert. */
	start(): Fault {
		return this._open ? Fault.None : Fault.Absent;
	}

	/** Fills in °C, % relative humidity and V. */
	take(values: Float64Array): Fault {
		if (!this._open) return Fault.Absent;
		const warmth = Math.cos((2 * Math.PI * (this.origin + this._clock.ticks - WARMEST_MS)) / DAY_MS);
		values[0] = TEMPERATURE_MEAN + TEMPERATURE_SWING * warmth + 0.2 * this.wander(0);
		values[1] = HUMIDITY_MEAN - HUMIDITY_SWING * warmth + this.wander(1);
		values[2] = VOLTAGE_MEAN + VOLTAGE_SWING * warmth + 0.01 * this.wander(2);
		return Fault.None;
	}

	close(): void {
		this._open = false;
	}

	private wander(i: number): number {
		const noise = this.noise;
		noise[i] = NOISE_KEPT * noise[i] + NOISE_STEP * (2 * this._random() - 1);
		return noise[i];
	}
}

export const SIMULATED: CatalogEntry = Object.freeze({
	name: "simulated",
	chip: "no chip: made-up readings of a room",
	model: Simulated,
	bus: "none",
	open: (_settings, board) => new Simulated({ clock: board.clock, random: () => board.random() }),
} satisfies CatalogEntry);
