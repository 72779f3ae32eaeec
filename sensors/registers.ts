import type { I2c } from "sensors/i2c";

/** What `read` gives where nobody acknowledges. */
export const NO_ANSWER = -1;

/**
 * A chip of 16-bit registers on I2C behind an 8-bit pointer, most significant byte first: TI's ADS1115, INA219, INA226 and their kin. The
 * pointer stays from one transfer to the next, so that a read is two transfers, each with its stop condition: the pointer, then the word.
 * Nothing throws: what the I2C class throws is "not acknowledged". A call makes no garbage.
 */
export class Registers {
	private readonly io: I2c;
	private readonly pointer = new Uint8Array(1);
	private readonly word = new Uint8Array(2);
	private readonly frame = new Uint8Array(3);

	constructor(io: I2c) {
		this.io = io;
	}

	/** The word of `register`, 0 to 65535; NO_ANSWER when the chip does not acknowledge. */
	read(register: number): number {
		const word = this.word;
		this.pointer[0] = register;
		try {
			this.io.write(this.pointer);
			this.io.read(word);
		} catch {
			return NO_ANSWER;
		}
		return (word[0] << 8) | word[1];
	}

	/** Writes `word` into `register`. False: the chip does not acknowledge. */
	write(register: number, word: number): boolean {
		const frame = this.frame;
		frame[0] = register;
		frame[1] = word >> 8;
		frame[2] = word;
		try {
			this.io.write(frame);
		} catch {
			return false;
		}
		return true;
	}

	/** Releases the bus. Safe to call twice. */
	close(): void {
		this.io.close();
	}
}

/** A register's word as the two's complement number that it is. */
export function signed(word: number): number {
	return (word << 16) >> 16;
}

/** A register's word as datasheets write it. */
export function hexWord(word: number): string {
	return `0x${word.toString(16).padStart(4, "0")}`;
}

/** Decimals that show each step of `step`, six at most: 4 for 0.0001 and for 0.000125. */
export function digitsFor(step: number): number {
	let digits = 0;
	for (let shown = 1; shown > step * 1.000001 && digits < 6; shown /= 10) digits++;
	return digits;
}
