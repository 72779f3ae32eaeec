import { toBytes } from "../../../guest/text";
import { current } from "./current";

/** The SDK's "embedded:io/i2c", on the modelled bus. */
export default class I2C {
	readonly #address: number;
	#open = true;

	constructor(options: { readonly hz: number; readonly address: number }) {
		const { address, hz } = options;
		current.world.board.mustBeOn();
		if (!Number.isInteger(address) || address < 0 || address > 127) throw new RangeError("invalid address");
		if (!(hz > 0)) throw new RangeError("invalid hz");
		this.#address = address;
	}

	close(): void {
		this.#open = false;
	}

	/** Throws when no chip acknowledges; returns 1 instead when there is nothing to write but the address. */
	write(data: ArrayBuffer | ArrayBufferView, _stop = true): number | undefined {
		this.#mustBeOpen();
		const bytes = toBytes(data);
		if (current.world.truth.write(this.#address, bytes)) return undefined;
		if (bytes.length === 0) return 1;
		throw new Error("write failed");
	}

	/** Throws when no chip acknowledges. */
	read(count: number | ArrayBuffer | ArrayBufferView, _stop = true): ArrayBuffer | number {
		this.#mustBeOpen();
		const target = typeof count === "number" ? new Uint8Array(count) : toBytes(count);
		const answer = current.world.truth.read(this.#address, target.length);
		if (answer?.length !== target.length) throw new Error("read failed");
		target.set(answer);
		return typeof count === "number" ? (target.buffer as ArrayBuffer) : answer.length;
	}

	#mustBeOpen(): void {
		current.world.board.mustBeOn();
		if (!this.#open) throw new TypeError("I2C is closed");
	}
}
