import type { I2cChip } from "../../sim/board/chip";

/** A chip of 16-bit registers that holds what a test gives it, behind a pointer byte, and keeps what is put on the wires. */
export class RegisterChip implements I2cChip {
	/** Words by register; 0 where there is none. */
	readonly words = new Map<number, number>();
	/** Each write transfer, and each read as its one count. */
	readonly wire: number[][] = [];
	/** What becomes of a word that is written; it is kept when not set. */
	onWrite: (register: number, word: number) => void = (register, word) => this.words.set(register, word);
	#pointer = 0;

	write(bytes: Uint8Array): boolean {
		this.wire.push([...bytes]);
		if (bytes.length > 0) this.#pointer = bytes[0];
		if (bytes.length > 2) this.onWrite(bytes[0], (bytes[1] << 8) | bytes[2]);
		return true;
	}

	read(count: number): Uint8Array {
		this.wire.push([count]);
		const word = this.words.get(this.#pointer) ?? 0;
		return Uint8Array.of(word >> 8, word & 0xff).slice(0, count);
	}
}
