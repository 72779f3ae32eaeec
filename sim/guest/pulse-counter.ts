import type { PulseCounterOptions } from "sensors/pulses";
import { Command } from "../port";
import { claimPin, releasePin } from "./pins";
import { ask, post } from "./port";

/** This project's own native/pulse-counter: the PC counts what is wired to the pin. */
export default class PulseCounter {
	readonly #pin: number;
	#open = true;

	constructor({ pin, active, debounceUs, pullUp }: PulseCounterOptions) {
		claimPin(pin);
		this.#pin = pin;
		post(Command.PulseOpen, pin, debounceUs, Uint8Array.of(active, pullUp ? 1 : 0));
	}

	count(): number {
		return this.#ask(Command.PulseCount);
	}

	width(): number {
		return this.#ask(Command.PulseWidth);
	}

	close(): void {
		if (this.#open) {
			releasePin(this.#pin);
			post(Command.PulseClose, this.#pin, 0);
		}
		this.#open = false;
	}

	#ask(op: Command): number {
		if (!this.#open) throw new TypeError("PulseCounter is closed");
		return new Float64Array(ask(op, this.#pin, 0))[0];
	}
}
