import type { Environment } from "../environment";
import type { PinModel } from "../pin-model";
import { type AnalogFaults, FaultyVoltage } from "./analog-fault";

/**
 * EPCOS (TDK) B57891S0103, 10 kΩ: °C and Ω of the R/T table in its specification, as Linux has it (drivers/hwmon/ntc_thermistor.c). A table and
 * not the beta formula, so that a mistake in the driver shows.
 */
export const B57891S0103: readonly (readonly [celsius: number, ohms: number])[] = [
	[-55, 878_900],
	[-40, 316_180],
	[-30, 169_150],
	[-20, 94_143],
	[-10, 54_308],
	[0, 32_014],
	[10, 19_691],
	[20, 12_474],
	[25, 10_000],
	[30, 8_080],
	[40, 5_372],
	[50, 3_661],
	[60, 2_536],
	[70, 1_794],
	[85, 1_100],
	[100, 697],
	[125, 351],
	[150, 189],
];

/** The divider. */
export interface NtcCircuit {
	/** Ω. */
	readonly resistor: number;
	readonly side: "low" | "high";
	/** V. */
	readonly supply: number;
}

/** A thermistor in a divider. */
export class NtcProbe implements PinModel {
	readonly #line = new FaultyVoltage();
	/** Open: the thermistor's wire is broken. Short: it is bridged. */
	readonly faults: AnalogFaults & { open: boolean; short: boolean } = Object.assign(this.#line.faults, {
		open: false,
		short: false,
	});
	readonly #environment: Pick<Environment, "soilTemperature">;
	readonly #circuit: NtcCircuit;

	constructor(
		environment: Pick<Environment, "soilTemperature">,
		circuit: NtcCircuit = { resistor: 10_000, side: "high", supply: 3.3 },
	) {
		this.#environment = environment;
		this.#circuit = circuit;
	}

	voltage(): number {
		const { resistor, side, supply } = this.#circuit;
		const ohms = this.#ohms();
		const share = ohms === Number.POSITIVE_INFINITY ? 1 : ohms / (ohms + resistor);
		return this.#line.at(supply * (side === "low" ? share : 1 - share));
	}

	#ohms(): number {
		if (this.faults.open) return Number.POSITIVE_INFINITY;
		return this.faults.short ? 0 : resistanceAt(this.#environment.soilTemperature());
	}
}

/** Between two rows the logarithm is close to a straight line. */
function resistanceAt(celsius: number): number {
	const after = Math.max(
		1,
		B57891S0103.findIndex(([row]) => row >= celsius),
	);
	const [low, high] = [B57891S0103[after - 1], B57891S0103[after]];
	const share = (celsius - low[0]) / (high[0] - low[0]);
	return low[1] * (high[1] / low[1]) ** share;
}
