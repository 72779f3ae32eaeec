/*
 * Capacitive soil moisture probe with an analog output, such as the "v1.2" or "v2.0" board with a TLC555: the wetter, the lower the voltage.
 * There is no datasheet to speak of; boards differ, so each is measured at two points by its user.
 */
import type { Analog, AnalogClass } from "sensors/analog";
import { readVolts, VOLTS_LEAST, VOLTS_MOST } from "sensors/analog-volts";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** The two points must be so far apart, in V: closer ones make percents out of the converter's noise. */
const SPAN_LEAST = 0.1;
/** So far beyond a point, as a part of the span, is still taken for the point: soil differs, and the voltage drifts with the temperature. */
const TOLERANCE = 0.2;

/** Where the probe is, and what it gives at the two points. */
export interface SoilOptions {
	readonly sensor: { readonly io: AnalogClass; readonly pin: number };
	/** V in dry soil (or air). */
	readonly dry: number;
	/** V in soil that takes no more water (or in water); it may be the higher one. */
	readonly wet: number;
}

/**
 * A soil moisture probe, two-point calibrated: percent of the way from dry to wet, which is not percent of water in the soil.
 *
 * A voltage further beyond a point than a fifth of the span is a Fault.Range: the probe is unplugged, or another one than was calibrated.
 * Which voltage an unplugged probe leaves depends on the board; where it floats between the points, nothing can tell.
 */
export class Soil implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "voltage", unit: "V", digits: 3, least: VOLTS_LEAST, most: VOLTS_MOST },
		{ name: "moisture", unit: "%", digits: 1, least: 0, most: 100 },
	]);
	static readonly conversionMs = 0;

	private io: Analog | undefined;
	private readonly _dry: number;
	private readonly _wet: number;

	/** RangeError for points that are too close, before anything is opened; what the analog class throws passes through. */
	constructor({ sensor: { io, pin }, dry, wet }: SoilOptions) {
		if (!(Math.abs(dry - wet) >= SPAN_LEAST))
			throw new RangeError(`dry and wet must be ${SPAN_LEAST} V apart at least, got ${dry} and ${wet}`);
		this._dry = dry;
		this._wet = wet;
		this.io = new io({ pin });
	}

	/** Does nothing: the converter is quick. */
	start(): Fault {
		return this.io ? Fault.None : Fault.Absent;
	}

	/** Fills in V and %. Fault.Absent: the converter failed. Fault.Range: a voltage that the probe does not have. */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		const volts = readVolts(io);
		if (Number.isNaN(volts)) return Fault.Absent;
		const share = (volts - this._dry) / (this._wet - this._dry);
		if (!(share >= -TOLERANCE && share <= 1 + TOLERANCE)) return Fault.Range;
		values[0] = volts;
		values[1] = 100 * Math.min(1, Math.max(0, share));
		return Fault.None;
	}

	close(): void {
		const io = this.io;
		this.io = undefined;
		io?.close();
	}
}

export const SOIL: CatalogEntry = Object.freeze({
	name: "soil",
	chip: "capacitive soil moisture probe with an analog output",
	model: Soil,
	bus: "pins",
	options: Object.freeze([
		{ key: "pin", required: true, analog: true },
		{ key: "dry", required: true },
		{ key: "wet", required: true },
	]),
	open: (settings, board) =>
		new Soil({
			sensor: { io: needs(board.device.io.Analog, "analog input"), pin: numberOf(settings, "pin") },
			dry: numberOf(settings, "dry"),
			wet: numberOf(settings, "wet"),
		}),
} satisfies CatalogEntry);
