import type { I2cChip } from "./chip";

const NOTHING = new Uint8Array(0);
const ACKNOWLEDGED = Uint8Array.of(1);

/** The simulated I2C bus: chips at 7-bit addresses. Where no chip is, nobody acknowledges. */
export class I2cBus {
	readonly #chips = new Map<number, I2cChip>();

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
		return this.#chips.get(address)?.write(bytes) ? ACKNOWLEDGED : NOTHING;
	}

	/** `count` bytes, or none when nobody acknowledged. */
	read(address: number, count: number): Uint8Array {
		return whole(this.#chips.get(address)?.read(count), count);
	}

	/** As a write and a read with a repeated start between them. */
	writeRead(address: number, bytes: Uint8Array, count: number): Uint8Array {
		return whole(writeRead(this.#chips.get(address), bytes, count), count);
	}
}

/** What the chip answers to a write and a read with a repeated start between them; undefined where it, or either of them, is not acknowledged. */
export function writeRead(chip: I2cChip | undefined, bytes: Uint8Array, count: number): Uint8Array | undefined {
	if (chip?.writeRead) return chip.writeRead(bytes, count);
	return chip?.write(bytes) ? chip.read(count) : undefined;
}

function whole(bytes: Uint8Array | undefined, count: number): Uint8Array {
	return bytes?.length === count ? bytes : NOTHING;
}
