import type { I2cOptions } from "sensors/i2c";
import type { I2cChip } from "../../sim/board/chip";

/** "embedded:io/i2c" over models of chips (sim/board/chips): as the SDK's class of ESP32, which there is none of on Linux. */
export default class ModelI2c {
	/** By address. */
	static readonly chips = new Map<number, I2cChip>();
	/** Instances that are open. */
	static open = 0;
	readonly #address: number;
	#closed = false;

	constructor({ address, hz, data, clock }: I2cOptions) {
		if (data === undefined || clock === undefined || !(hz > 0)) throw new RangeError("options");
		this.#address = address;
		ModelI2c.open++;
	}

	write(data: ArrayBuffer | ArrayBufferView): void {
		if (!this.#chip()?.write(bytesOf(data))) throw new Error("write failed");
	}

	read(target: number | ArrayBuffer | ArrayBufferView): ArrayBuffer | number {
		const bytes = typeof target === "number" ? new Uint8Array(target) : bytesOf(target);
		const reply = this.#chip()?.read(bytes.length);
		if (!reply) throw new Error("read failed");
		bytes.set(reply);
		return typeof target === "number" ? (bytes.buffer as ArrayBuffer) : bytes.length;
	}

	/** A repeated START, which the models do not tell from a STOP and a START. */
	writeRead(data: ArrayBuffer | ArrayBufferView, target: number | ArrayBuffer | ArrayBufferView): ArrayBuffer | number {
		this.write(data);
		return this.read(target);
	}

	close(): void {
		if (!this.#closed) ModelI2c.open--;
		this.#closed = true;
	}

	#chip(): I2cChip | undefined {
		if (this.#closed) throw new Error("closed");
		return ModelI2c.chips.get(this.#address);
	}
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
	return ArrayBuffer.isView(data)
		? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
		: new Uint8Array(data);
}
