import type { I2cChip } from "../../sim/board/chip";

/**
 * An NXP LM75B as the SDK's driver sees it: a pointer register, and behind it the temperature (0), eleven bits of 0.125 °C at the top of a
 * word, the most significant byte first, and what is written to the others ("LM75B", rev. 6.1, §7.4). Ours has no driver to compare with: it
 * shows that a driver over the SDK's SMBus class works.
 */
export class Lm75Chip implements I2cChip {
	absent = false;
	readonly #temperature: () => number;
	readonly #registers = new Map<number, Uint8Array>([[1, Uint8Array.of(0)]]);
	#pointer = 0;

	constructor(temperature: () => number) {
		this.#temperature = temperature;
	}

	write(bytes: Uint8Array): boolean {
		if (this.absent) return false;
		if (bytes.length > 0) this.#pointer = bytes[0] & 0x03;
		if (bytes.length > 1) this.#registers.set(this.#pointer, bytes.slice(1));
		return true;
	}

	read(count: number): Uint8Array | undefined {
		if (this.absent) return undefined;
		const reply = new Uint8Array(count);
		const steps = Math.round(this.#temperature() / 0.125) << 5;
		const temperature = Uint8Array.of((steps >> 8) & 0xff, steps & 0xff);
		reply.set(
			(this.#pointer === 0 ? temperature : (this.#registers.get(this.#pointer) ?? temperature)).slice(0, count),
		);
		return reply;
	}
}
