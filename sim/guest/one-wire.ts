import type { OneWire } from "sensors/one-wire";
import { Command } from "../port";
import { ask, post } from "./port";

const ROM_LENGTH = 8;
/** Highest pin of the simulated board, an ESP32; from 34 on they are inputs alone. */
const OUTPUTS_BELOW = 34;
/** Open pins. */
const taken = new Set<number>();

/** "native/one-wire" on the simulated board: the PC keeps the line. */
export default class implements OneWire {
	readonly #pin: number;
	#open = true;

	constructor({ pin }: { readonly pin: number }) {
		if (!Number.isInteger(pin) || pin < 0 || pin >= OUTPUTS_BELOW) throw new RangeError("invalid pin");
		if (taken.has(pin)) throw new RangeError("pin in use");
		taken.add(pin);
		this.#pin = pin;
	}

	reset(): boolean {
		return new Uint8Array(this.#ask(Command.OneWireReset, 0))[0] === 1;
	}

	write(bytes: Uint8Array): void {
		this.#mustBeOpen();
		post(Command.OneWireWrite, this.#pin, 0, bytes);
	}

	read(target: Uint8Array): void {
		target.set(new Uint8Array(this.#ask(Command.OneWireRead, target.length)));
	}

	search(): readonly Uint8Array[] {
		const bytes = this.#ask(Command.OneWireSearch, 0);
		const roms: Uint8Array[] = [];
		for (let at = 0; at < bytes.byteLength; at += ROM_LENGTH)
			roms.push(new Uint8Array(bytes.slice(at, at + ROM_LENGTH)));
		return roms;
	}

	close(): void {
		if (this.#open) taken.delete(this.#pin);
		this.#open = false;
	}

	#ask(op: Command, value: number): ArrayBuffer {
		this.#mustBeOpen();
		return ask(op, this.#pin, value);
	}

	#mustBeOpen(): void {
		if (!this.#open) throw new TypeError("1-Wire bus is closed");
	}
}
