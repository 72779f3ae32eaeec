import { Command } from "../port";
import type { I2cChip } from "./chip";

const NOTHING = new Uint8Array(0);
const ACKNOWLEDGED = Uint8Array.of(1);

/** The simulated I2C bus: chips at 7-bit addresses. Where no chip is, nobody acknowledges. */
export class I2cBus {
	readonly #chips = new Map<number, I2cChip>();
	/**
	 * Addresses whose chip holds the clock low for longer than the board's I2C class waits (NXP UM10204 §3.1.9): it has had the bytes, and the
	 * transfer fails all the same.
	 */
	readonly stretched = new Set<number>();

	/** Does what the guest asks. */
	answer(op: Command.I2cWrite | Command.I2cRead, address: number, count: number, bytes: Uint8Array): Uint8Array {
		if (op === Command.I2cRead) return this.read(address, count);
		return count > 0 ? this.writeRead(address, bytes, count) : this.write(address, bytes);
	}

	/** Puts `chip` at `address`, in place of the one that was there. */
	attach(address: number, chip: I2cChip): void {
		this.#chips.set(address, chip);
	}

	/** Takes the chip at `address` off the bus, as a loose wire does. */
	detach(address: number): void {
		this.#chips.delete(address);
	}

	/** One byte, 1, when the chip acknowledged; else none. */
	write(address: number, bytes: Uint8Array): Uint8Array {
		const acknowledged = this.#chips.get(address)?.write(bytes) && !this.stretched.has(address);
		return acknowledged ? ACKNOWLEDGED : NOTHING;
	}

	/** `count` bytes, or none when nobody acknowledged. */
	read(address: number, count: number): Uint8Array {
		return this.#whole(address, this.#chips.get(address)?.read(count), count);
	}

	/** As a write and a read with a repeated start between them. */
	writeRead(address: number, bytes: Uint8Array, count: number): Uint8Array {
		return this.#whole(address, writeRead(this.#chips.get(address), bytes, count), count);
	}

	#whole(address: number, bytes: Uint8Array | undefined, count: number): Uint8Array {
		return bytes?.length === count && !this.stretched.has(address) ? bytes : NOTHING;
	}
}

/** What the chip answers to a write and a read with a repeated start between them; undefined where it, or either of them, is not acknowledged. */
export function writeRead(chip: I2cChip | undefined, bytes: Uint8Array, count: number): Uint8Array | undefined {
	if (chip?.writeRead) return chip.writeRead(bytes, count);
	return chip?.write(bytes) ? chip.read(count) : undefined;
}
