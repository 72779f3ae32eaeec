import type { KeyValue, KeyValueStorage } from "settings/store";

/** What becomes of a value whose bytes were not all written when the power was cut. */
export type Torn = "absent" | "torn" | "mixed" | "unreadable" | "gone";

/** One byte that was programmed. */
export interface Programmed {
	readonly address: number;
	readonly byte: number;
}

/** States of an entry: each is reached from the one before by clearing bits, as flash can. */
const enum State {
	Empty = 0xff,
	Valid = 0xfe,
	Erased = 0xfc,
}

/** state (1) | length of the key (1) | length of the value (2) | key | value */
const HEADER = 4;
const LENGTH_MAX = 4_000;

/**
 * A key-value storage on flash, down to its bytes: values are appended to a log, as NVS does, and everything that a board knows behind a
 * restart is read back from the bytes alone. A value is its header, then its bytes, then the mark that makes it count; then the mark that
 * takes its predecessor away. `torn` says what a value without its mark is: what NVS makes of it is `absent` (the predecessor counts);
 * the others are storages that are worse: `torn` reads as it is, unwritten bytes as 0xff, `mixed` with the predecessor's bytes where its own are 0xff (a
 * storage that writes in place), `unreadable` throws, `gone` is not there, and with all four the predecessor is lost. Not modelled: pages that are moved and erased when they are full, and bits that tip over.
 */
export class FakeFlash implements KeyValueStorage {
	/** Every byte programmed since this object was made, in order. */
	readonly programmed: Programmed[] = [];
	readonly bytes: Uint8Array;
	readonly #torn: Torn;

	/** With `bytes` it is another board's flash, copied. */
	constructor(torn: Torn, bytes: Uint8Array = new Uint8Array(24_576).fill(0xff)) {
		this.#torn = torn;
		this.bytes = bytes.slice();
	}

	open(): KeyValue {
		return {
			read: (key, target) => this.#read(key, target),
			write: (key, value) => this.#write(key, value),
			delete: (key) => this.#delete(key),
			close: () => undefined,
		};
	}

	#read(key: string, target: Uint8Array): number | undefined {
		const { last, torn } = this.#find(key);
		const at = torn ?? last;
		if (at === undefined || (torn !== undefined && this.#torn === "gone")) return undefined;
		if (torn !== undefined && this.#torn === "unreadable") throw new Error("ESP_FAIL");
		const value = this.#value(at).slice();
		if (torn !== undefined && last !== undefined && this.#torn === "mixed") {
			const under = this.#value(last);
			for (let i = 0; i < value.length; i++) if (value[i] === 0xff && i < under.length) value[i] = under[i];
		}
		if (value.length > target.length) throw new RangeError("buffer too small");
		target.set(value);
		return value.length;
	}

	#write(key: string, value: Uint8Array): void {
		if (key.length > 15 || value.length > LENGTH_MAX) throw new Error("ESP_ERR_NVS_VALUE_TOO_LONG");
		const { all, end } = this.#find(key);
		if (end + HEADER + key.length + value.length > this.bytes.length) throw new Error("ESP_ERR_NVS_NOT_ENOUGH_SPACE");
		const letters = Array.from(key, (letter) => letter.charCodeAt(0));
		const entry = [key.length, value.length & 0xff, value.length >> 8, ...letters, ...value];
		for (let i = 0; i < entry.length; i++) this.#program(end + 1 + i, entry[i]);
		this.#program(end, State.Valid);
		for (const at of all) this.#program(at, State.Erased);
	}

	#delete(key: string): void {
		for (const at of this.#find(key).all) this.#program(at, State.Erased);
	}

	#program(address: number, byte: number): void {
		this.bytes[address] &= byte;
		this.programmed.push({ address, byte });
	}

	/** Entries of `key` that are not erased, the last one that counts, one behind it that is torn, and where the log ends. */
	#find(key: string): { all: number[]; last: number | undefined; torn: number | undefined; end: number } {
		const { bytes } = this;
		const all: number[] = [];
		let last: number | undefined;
		let torn: number | undefined;
		let at = 0;
		while (at + HEADER < bytes.length && bytes[at + 1] !== 0xff) {
			if (bytes[at] !== State.Erased && this.#key(at) === key) {
				all.push(at);
				if (bytes[at] === State.Valid) {
					last = at;
					torn = undefined;
				} else if (this.#torn !== "absent") torn = at;
			}
			at += HEADER + bytes[at + 1] + this.#length(at);
		}
		return { all, last, torn, end: at };
	}

	#key(at: number): string {
		return String.fromCharCode(...this.bytes.subarray(at + HEADER, at + HEADER + this.bytes[at + 1]));
	}

	/** A length whose second byte was not written yet is too long for any value: nothing follows such an entry but what is written later. */
	#length(at: number): number {
		const length = this.bytes[at + 2] | (this.bytes[at + 3] << 8);
		return length > LENGTH_MAX ? 0 : length;
	}

	#value(at: number): Uint8Array {
		const from = at + HEADER + this.bytes[at + 1];
		return this.bytes.subarray(from, from + this.#length(at));
	}
}
