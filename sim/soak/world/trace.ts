/** A running hash of everything that happened: two lanes of FNV-1a over 32-bit words, the same on every engine. */
export class Trace {
	#high = 0x811c9dc5;
	#low = 0xcbf29ce4;

	/** Takes a whole number; beyond 32 bits its upper part counts as well. */
	number(value: number): void {
		this.#word(value | 0);
		if (value > 0x7fffffff || value < -0x80000000) this.#word((value / 4_294_967_296) | 0);
	}

	bytes(bytes: Uint8Array): void {
		this.#word(bytes.length);
		for (let i = 0; i < bytes.length; i++) this.#word(bytes[i]);
	}

	text(text: string): void {
		this.#word(text.length);
		for (let i = 0; i < text.length; i++) this.#word(text.charCodeAt(i));
	}

	/** 16 hexadecimal digits. */
	get digest(): string {
		return hex(this.#high) + hex(this.#low);
	}

	#word(word: number): void {
		this.#high = Math.imul(this.#high ^ word, 0x01000193);
		const low = Math.imul(this.#low ^ (word + (this.#high >>> 7)), 0x85ebca6b);
		this.#low = low ^ (low >>> 15);
	}
}

function hex(word: number): string {
	return (word >>> 0).toString(16).padStart(8, "0");
}
