import type { I2cClass, I2cOptions } from "sensors/i2c";
import { writeRead } from "../../sim/board/bus";
import type { I2cChip } from "../../sim/board/chip";

/** A bus with chips on it, and the I2C class that reaches them as ECMA-419's does: not acknowledged, closed and misused throw. */
export class FakeI2cBus {
	/** Chips by address. */
	readonly chips = new Map<number, I2cChip>();
	/** Options of each instance that was made. */
	readonly opened: I2cOptions[] = [];
	/** Instances that are open now. */
	open = 0;
	/** What a driver gets as `io`. */
	readonly I2C: I2cClass = makeClass(this);
}

function makeClass(bus: FakeI2cBus): I2cClass {
	return class {
		readonly #address: number;
		#closed = false;

		constructor(options: I2cOptions) {
			if (options.data === undefined || options.clock === undefined || !(options.hz > 0))
				throw new RangeError("options");
			this.#address = options.address;
			bus.opened.push(options);
			bus.open++;
		}

		/** As the SDK's of ESP32: a write of nothing does not throw. */
		write(bytes: Uint8Array): number | undefined {
			if (this.#chip()?.write(bytes)) return undefined;
			if (bytes.length === 0) return 1;
			throw new Error("write failed");
		}

		read(target: Uint8Array): number {
			const reply = this.#chip()?.read(target.length);
			if (!reply) throw new Error("read failed");
			target.set(reply);
			return reply.length;
		}

		writeRead(bytes: Uint8Array, target: Uint8Array): number {
			const reply = writeRead(this.#chip(), bytes, target.length);
			if (!reply) throw new Error("writeRead failed");
			target.set(reply);
			return reply.length;
		}

		close(): void {
			if (!this.#closed) bus.open--;
			this.#closed = true;
		}

		#chip(): I2cChip | undefined {
			if (this.#closed) throw new SyntaxError("closed");
			return bus.chips.get(this.#address);
		}
	};
}
