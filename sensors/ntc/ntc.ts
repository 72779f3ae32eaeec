/* NTC thermistor in a divider with a fixed resistor, on an analog input. */
import type { Analog, AnalogClass } from "sensors/analog";
import { readVolts } from "sensors/analog-volts";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** 0 °C, in K. */
const ZERO = 273.15;
/** 25 °C, at which a thermistor has its nominal resistance, in K. */
const NOMINAL = ZERO + 25;
/** So close to an end of the supply, as a part of it, one of the two resistors is not there, or shorted. */
const END = 0.01;

/** The circuit. */
export interface NtcOptions {
	readonly sensor: { readonly io: AnalogClass; readonly pin: number };
	/** The fixed resistor, Ω. */
	readonly resistor: number;
	/** The thermistor's resistance at 25 °C, Ω. */
	readonly nominal: number;
	/** Its beta, K. */
	readonly beta: number;
	/** low: the thermistor is between input and ground; high: between supply and input. */
	readonly side: string;
	/** V. */
	readonly supply: number;
}

/**
 * A thermistor, by the beta formula 1/T = 1/298.15 K + ln(R / R25) / beta (IEC 60539-1). The formula is exact at the two temperatures that
 * beta is given for, and bends away between and beyond. Against the makers' tables of two thermistors of 10 kΩ, with their B25/85 or B25/100,
 * it is off by at most 0.7 °C from 10 to 100 °C; in the cold it says too much: 1.2 °C at 0 °C, 1.8 °C at -10 °C, 3.9 °C at -40 °C
 * (test/unit/sensors/ntc-table). The converter's 20 mV are another 0.6 °C around 25 °C.
 *
 * Of the supply the converter sees 0.15 to 2.45 V, which bounds the temperatures: docs/sensors.md has them. A voltage at the end of the
 * supply where an open thermistor leaves it is a Fault.Absent, one at the other end, a short, a Fault.Range. Where the converter does not
 * reach that end, open cannot be told from cold with side low (Fault.Range), nor short from hot with side high (Fault.Range).
 */
export class Ntc implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 1, least: -55, most: 150 },
	]);
	static readonly conversionMs = 0;

	private io: Analog | undefined;
	private readonly _resistor: number;
	private readonly _nominal: number;
	private readonly _beta: number;
	private readonly low: boolean;
	private readonly _supply: number;

	/** RangeError, before anything is opened, for a circuit that there is not; what the analog class throws passes through. */
	constructor({ sensor: { io, pin }, resistor, nominal, beta, side, supply }: NtcOptions) {
		if (side !== "low" && side !== "high") throw new RangeError(`side is low or high, not ${side}`);
		if (!(resistor > 0 && nominal > 0 && beta > 0 && supply > 0))
			throw new RangeError("resistor, nominal, beta and supply must be above 0");
		this._resistor = resistor;
		this._nominal = nominal;
		this._beta = beta;
		this.low = side === "low";
		this._supply = supply;
		this.io = new io({ pin });
	}

	/** Does nothing: the converter is quick. */
	start(): Fault {
		return this.io ? Fault.None : Fault.Absent;
	}

	/** Fills in °C. Fault.Absent: the converter failed, or the thermistor is open. Fault.Range: shorted, or beyond what can be told. */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		const volts = readVolts(io);
		if (Number.isNaN(volts)) return Fault.Absent;
		if (!Number.isFinite(volts)) return volts < 0 && !this.low ? Fault.Absent : Fault.Range;
		/** The thermistor's part of the supply. */
		const share = this.low ? volts / this._supply : 1 - volts / this._supply;
		if (share > 1 - END) return Fault.Absent;
		if (share < END) return Fault.Range;
		const ohms = (this._resistor * share) / (1 - share);
		values[0] = 1 / (1 / NOMINAL + Math.log(ohms / this._nominal) / this._beta) - ZERO;
		return Fault.None;
	}

	close(): void {
		const io = this.io;
		this.io = undefined;
		io?.close();
	}
}

export const NTC: CatalogEntry = Object.freeze({
	name: "ntc",
	chip: "NTC thermistor in a divider",
	model: Ntc,
	bus: "pins",
	options: Object.freeze([
		{ key: "pin", required: true, analog: true },
		{ key: "resistor", fallback: 10_000 },
		{ key: "nominal", fallback: 10_000 },
		{ key: "beta", fallback: 3_950 },
		{ key: "side", fallback: "low" },
		{ key: "supply", fallback: 3.3 },
	]),
	open: (settings, board) =>
		new Ntc({
			sensor: { io: needs(board.device.io.Analog, "analog input"), pin: numberOf(settings, "pin") },
			resistor: numberOf(settings, "resistor"),
			nominal: numberOf(settings, "nominal"),
			beta: numberOf(settings, "beta"),
			side: String(settings.options?.side),
			supply: numberOf(settings, "supply"),
		}),
} satisfies CatalogEntry);
