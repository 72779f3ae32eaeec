import { Command } from "../port";
import { claimPin, INPUTS_FROM, releasePin } from "./pins";
import { ask, post } from "./port";

/** The SDK's "embedded:io/digital", without callbacks, on the simulated board's pins. As there, an output cannot be read, nor an input written. */
export default class Digital {
	static readonly Input = 0;
	static readonly InputPullUp = 1;
	static readonly InputPullDown = 2;
	static readonly InputPullUpDown = 3;
	static readonly Output = 8;
	static readonly OutputOpenDrain = 9;
	readonly #pin: number;
	readonly #mode: number;
	#open = true;

	constructor({ pin, mode }: { readonly pin: number; readonly mode: number }) {
		const input = mode >= Digital.Input && mode <= Digital.InputPullUpDown;
		if (!input && mode !== Digital.Output && mode !== Digital.OutputOpenDrain) throw new RangeError("invalid mode");
		if (!input && pin >= INPUTS_FROM) throw new RangeError("input only");
		claimPin(pin);
		this.#pin = pin;
		this.#mode = mode;
	}

	read(): number {
		this.#mustBeOpen();
		if (this.#mode >= Digital.Output) throw new Error("can't read output");
		const pull = this.#mode === Digital.InputPullUp && this.#pin < INPUTS_FROM ? 1 : 0;
		return new Uint8Array(ask(Command.PinRead, this.#pin, pull))[0];
	}

	write(value: number): void {
		this.#mustBeOpen();
		if (this.#mode < Digital.Output) throw new Error("can't write input");
		post(Command.Pin, this.#pin, value ? (this.#mode === Digital.OutputOpenDrain ? -1 : 1) : 0);
	}

	close(): void {
		if (this.#open) {
			releasePin(this.#pin);
			if (this.#mode >= Digital.Output) post(Command.Pin, this.#pin, -1);
		}
		this.#open = false;
	}

	#mustBeOpen(): void {
		if (!this.#open) throw new TypeError("Digital is closed");
	}
}
