import type { I2cChip } from "../chip";

/** What can be wrong with any of them or its wires. Set a field to switch a fault on. */
export interface WordChipFaults {
	/** Unplugged: acknowledges nothing. */
	absent: boolean;
	/** SDA is stuck high while it reads: each byte arrives as 0xFF. */
	stuckHigh: boolean;
	/** SDA is shorted low while it reads: each byte arrives as 0. */
	stuckLow: boolean;
}

/**
 * A chip of 16-bit registers behind a pointer byte, as TI makes them (ADS1115 SBAS444E §7.5.3, INA219 SBOS448G §8.5.6, INA226 SBOS547B §6.5.5.3):
 * the first byte written is the pointer, two more go into the register, most significant first; the pointer stays, and each read begins with the
 * register's first byte. What is read beyond the two bytes is high, as nobody pulls the wire down.
 */
export abstract class WordChip implements I2cChip {
	abstract readonly faults: WordChipFaults;
	#pointer = 0;

	/** The power was off for a moment. */
	reset(): void {
		this.#pointer = 0;
	}

	write(bytes: Uint8Array): boolean {
		if (this.faults.absent) return false;
		if (bytes.length > 0) this.#pointer = bytes[0];
		if (bytes.length > 2) this.store(this.#pointer, (bytes[1] << 8) | bytes[2]);
		return true;
	}

	read(count: number): Uint8Array | undefined {
		const { absent, stuckHigh, stuckLow } = this.faults;
		if (absent) return undefined;
		const word = this.load(this.#pointer);
		const reply = new Uint8Array(count).fill(0xff);
		reply.set([word >> 8, word & 0xff].slice(0, count));
		return stuckHigh ? reply.fill(0xff) : stuckLow ? reply.fill(0) : reply;
	}

	/** The word of a register, 0 to 65535. */
	protected abstract load(register: number): number;

	protected abstract store(register: number, word: number): void;
}

/** `value` as a 16-bit word, clipped to `least` and `most`. */
export function clipped(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, Math.round(value))) & 0xffff;
}
