import { Command } from "../port";
import { post } from "./port";

/** Highest pin of the simulated board, an ESP32; from 34 on they are inputs alone. */
const PIN_MAX = 39;
const INPUTS_FROM = 34;
/** Open pins. */
const taken = new Set<number>();

/** The SDK's "embedded:io/digital" for outputs, on the simulated board's pins. */
export default class Digital {
	static readonly Output = 8;
	readonly #pin: number;
	#open = true;

	constructor({ pin, mode }: { readonly pin: number; readonly mode: number }) {
		if (!Number.isInteger(pin) || pin < 0 || pin > PIN_MAX) throw new RangeError("invalid pin");
		if (mode !== Digital.Output || pin >= INPUTS_FROM) throw new RangeError("invalid mode");
		if (taken.has(pin)) throw new Error("in use");
		taken.add(pin);
		this.#pin = pin;
	}

	write(value: number): void {
		if (!this.#open) throw new TypeError("Digital is closed");
		post(Command.Pin, this.#pin, value ? 1 : 0);
	}

	close(): void {
		if (this.#open) {
			taken.delete(this.#pin);
			post(Command.Pin, this.#pin, -1);
		}
		this.#open = false;
	}
}
