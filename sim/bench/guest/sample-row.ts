import type { Board, SensorSettings } from "sensors/entry";
import { MildEnvironment } from "../../board/mild-environment";
import type { Probe } from "./probe";

/** What a row's board is made with. */
export interface RowOptions {
	/** Paused while what is not the firmware's runs: the bus or the pin, and what hangs on it. */
	readonly probe: Probe;
	/** The board's ticks. */
	readonly now: () => number;
}

/** One sensor model, and what it is measured on. */
export interface Row {
	readonly model: string;
	/** Undefined for the usual one, or for one without. */
	readonly address?: number;
	/** Its own settings, besides those that have a fallback. */
	readonly options?: SensorSettings["options"];
	/** The board's IO, with the chip on it. */
	readonly device: (options: RowOptions) => Board["device"];
}

/** It stands still: a sample costs the same each time. */
export const AIR = new MildEnvironment(() => 0);
