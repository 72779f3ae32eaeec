import { Command } from "../port";
import { ask } from "./port";

/** The PC's own sensors, for the model `host`: there is no such thing on a board. */
export default class Probe {
	/** Fills CPU temperature (°C), load, memory (%), battery (%) and uptime (s); NaN for what this PC has not. */
	read(values: Float64Array): void {
		values.set(new Float64Array(ask(Command.Probe, 0, 0)));
	}

	close(): void {}
}
