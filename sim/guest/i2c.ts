import { Command } from "../port";
import { ask } from "./port";
import { toBytes } from "./text";

/** Addresses in use, each with its pins. */
const taken = new Set<string>();

/** The SDK's "embedded:io/i2c", on the simulated bus. */
export default class I2C {
	readonly #address: number;
	readonly #place: string;
	#open = true;

	constructor(options: {
		readonly data: number;
		readonly clock: number;
		readonly hz: number;
		readonly address: number;
	}) {
		const { address, hz, data, clock } = options;
		if (!Number.isInteger(address) || address < 0 || address > 127) throw new RangeError("invalid address");
		if (!(hz > 0)) throw new RangeError("invalid hz");
		this.#address = address;
		this.#place = `${data} ${clock} ${address}`;
		if (taken.has(this.#place)) throw new RangeError("duplicate address");
		taken.add(this.#place);
	}

	close(): void {
		if (this.#open) taken.delete(this.#place);
		this.#open = false;
	}

	/** Throws when no chip acknowledges; returns 1 instead when there is nothing to write but the address. */
	write(data: ArrayBuffer | ArrayBufferView, _stop = true): number | undefined {
		this.#mustBeOpen();
		const bytes = toBytes(data);
		const answer = new Uint8Array(ask(Command.I2cWrite, this.#address, 0, bytes));
		if (answer[0] === 1) return undefined;
		if (bytes.length === 0) return 1;
		throw new Error("write failed");
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

	/** Throws when no chip acknowledges. */
	writeRead(data: ArrayBuffer | ArrayBufferView, count: number | ArrayBuffer | ArrayBufferView): ArrayBuffer | number {
		this.#mustBeOpen();
		const target = typeof count === "number" ? new Uint8Array(count) : toBytes(count);
		const answer = new Uint8Array(ask(Command.I2cWrite, this.#address, target.length, toBytes(data)));
		if (answer.length !== target.length) throw new Error("writeRead failed");
		target.set(answer);
		return typeof count === "number" ? (target.buffer as ArrayBuffer) : answer.length;
	}

	#mustBeOpen(): void {
		if (!this.#open) throw new TypeError("I2C is closed");
	}
}
