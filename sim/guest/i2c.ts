import { Command } from "../port";
import { ask } from "./port";
import { toBytes } from "./text";

/** The SDK's "embedded:io/i2c", on the simulated bus. */
export default class I2C {
	readonly #address: number;
	#open = true;

	constructor(options: {
		readonly data: number;
		readonly clock: number;
		readonly hz: number;
		readonly address: number;
	}) {
		const { address, hz } = options;
		if (!Number.isInteger(address) || address < 0 || address > 127) throw new RangeError("invalid address");
		if (!(hz > 0)) throw new RangeError("invalid hz");
		this.#address = address;
	}

	close(): void {
		this.#open = false;
	}

	/** Throws when no chip acknowledges. */
	write(data: ArrayBuffer | ArrayBufferView, _stop = true): void {
		this.#mustBeOpen();
		const answer = new Uint8Array(ask(Command.I2cWrite, this.#address, 0, toBytes(data)));
		if (answer[0] !== 1) throw new Error("write failed");
	}

	/** Throws when no chip acknowledges. */
	read(count: number | ArrayBuffer | ArrayBufferView, _stop = true): ArrayBuffer | number {
		this.#mustBeOpen();
		const target = typeof count === "number" ? new Uint8Array(count) : toBytes(count);
		const answer = new Uint8Array(ask(Command.I2cRead, this.#address, target.length));
		if (answer.length !== target.length) throw new Error("read failed");
		target.set(answer);
		return typeof count === "number" ? (target.buffer as ArrayBuffer) : answer.length;
	}

	#mustBeOpen(): void {
		if (!this.#open) throw new TypeError("I2C is closed");
	}
}
