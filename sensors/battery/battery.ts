/* A battery on an analog input, behind a divider of two resistors. */
import type { Analog, AnalogClass } from "sensors/analog";
import { readVolts, VOLTS_MOST } from "sensors/analog-volts";
import { type Discharge, dischargeOf, percentOf } from "sensors/battery/discharge";
import { type CatalogEntry, needs, numberOf } from "sensors/entry";
import { Fault, type Quantity, type Sensor } from "sensors/sensor";

/** A cell with more than so many times the most it can have is none of its kind: another chemistry, or more of them. */
const OVER = 1.1;
/** Below this part of the voltage of an empty cell there is no battery at the divider, or a wire is off. */
const UNDER = 0.5;

/** Where the battery is, and what it is. */
export interface BatteryOptions {
	readonly sensor: { readonly io: AnalogClass; readonly pin: number };
	/** Battery voltage by input voltage. */
	readonly ratio: number;
	/** lipo, lifepo4, lead or alkaline. */
	readonly cell: string;
	/** In series. */
	readonly cells: number;
}

/**
 * A battery: its voltage, and what is left in it by the discharge curve of its kind (sensors/battery/discharge). The percent is a hint: it
 * is right for a battery that has rested or carries a small load at room temperature. Under load and in the cold it says too little, while
 * charging too much; with lifepo4 10 mV are 10 %, less than the converter of an ESP32 tells.
 */
export class Battery implements Sensor {
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "voltage", unit: "V", digits: 2, least: 0 },
		{ name: "percent", unit: "%", digits: 0, least: 0, most: 100 },
	]);
	static readonly conversionMs = 0;

	private io: Analog | undefined;
	private readonly curve: Discharge;
	private readonly _ratio: number;
	private readonly _cells: number;

	/**
	 * RangeError, before anything is opened, for a cell that is not known, and for a divider behind which the full battery is above the
	 * converter's range; what the analog class throws passes through.
	 */
	constructor({ sensor: { io, pin }, ratio, cell, cells }: BatteryOptions) {
		const curve = dischargeOf(cell);
		if (!curve) throw new RangeError(`cell is lipo, lifepo4, lead or alkaline, not ${cell}`);
		const most = curve.most * cells;
		if (!(ratio * VOLTS_MOST >= most))
			throw new RangeError(
				`a divider of ${ratio} shows ${(ratio * VOLTS_MOST).toFixed(1)} V at most, and the battery has ${most.toFixed(1)} V`,
			);
		this.curve = curve;
		this._ratio = ratio;
		this._cells = cells;
		this.io = new io({ pin });
	}

	/** Does nothing: the converter is quick. */
	start(): Fault {
		return this.io ? Fault.None : Fault.Absent;
	}

	/** Fills in V and %. Fault.Absent: the converter failed, or there is no battery. Fault.Range: a voltage that it cannot have. */
	take(values: Float64Array): Fault {
		const io = this.io;
		if (!io) return Fault.Absent;
		const voltage = readVolts(io) * this._ratio;
		const cell = voltage / this._cells;
		const curve = this.curve;
		if (cell > curve.most * OVER) return Fault.Range;
		if (!(cell >= curve.volts[0] * UNDER)) return Fault.Absent;
		values[0] = voltage;
		values[1] = percentOf(curve, cell);
		return Fault.None;
	}

	close(): void {
		const io = this.io;
		this.io = undefined;
		io?.close();
	}
}

export const BATTERY: CatalogEntry = Object.freeze({
	name: "battery",
	chip: "a battery behind a divider",
	model: Battery,
	bus: "pins",
	options: Object.freeze([
		{ key: "pin", required: true, analog: true },
		{ key: "ratio", fallback: 2 },
		{ key: "cell", fallback: "lipo" },
		{ key: "cells", fallback: 1 },
	]),
	open: (settings, board) =>
		new Battery({
			sensor: { io: needs(board.device.io.Analog, "analog input"), pin: numberOf(settings, "pin") },
			ratio: numberOf(settings, "ratio"),
			cell: String(settings.options?.cell),
			cells: numberOf(settings, "cells"),
		}),
} satisfies CatalogEntry);
