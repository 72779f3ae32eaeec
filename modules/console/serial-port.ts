import type { LineSink } from "console/reporter";
import { Guard } from "core/guard";
import { toUtf8 } from "core/utf8";

/** Bytes that wait for a slow port; lines beyond them are dropped and counted. */
const WAITING_MAX = 4_096;
const CR = 0x0d;
const LF = 0x0a;

/** What is needed of an ECMA-419 Serial (second edition, §10.6). */
export interface Serial {
	write(bytes: Uint8Array): unknown;
	close(): void;
}

/** The serial class and the board's options for it: `{ io: device.io.Serial, ...device.Serial.default }`. */
export interface SerialOptions {
	readonly io: new (options: never) => Serial;
	readonly [option: string]: unknown;
}

/**
 * Lines on a serial port, ended by CR LF. `line` never blocks and never throws: what does not fit the port now waits, in
 * bounded memory; when that is full, whole lines are dropped, and how many is said as soon as there is room.
 */
export class SerialPort implements LineSink {
	readonly #serial: Serial;
	readonly #waiting = new Uint8Array(WAITING_MAX);
	#used = 0;
	#writable = 0;
	#dropped = 0;

	/** Opens the port; throws what the class throws when the board has none. */
	constructor(options: SerialOptions) {
		const { io, ...rest } = options;
		const guard = new Guard(() => this.#serial.close());
		const Io = io as new (options: object) => Serial;
		this.#serial = new Io({
			baud: 115_200,
			...rest,
			format: "buffer",
			onWritable: guard.wrap1((count: number) => {
				this.#writable = count;
				this.#flush();
				if (this.#tellDropped()) this.#flush();
			}),
		});
	}

	line(text: string): void {
		this.#tellDropped();
		if (this.#dropped > 0 || !this.#put(text)) this.#dropped++;
		this.#flush();
	}

	close(): void {
		this.#serial.close();
		this.#writable = 0;
	}

	/** True when lines were dropped and there is room now to say how many. */
	#tellDropped(): boolean {
		if (this.#dropped === 0 || !this.#put(`(${this.#dropped} lines dropped)`)) return false;
		this.#dropped = 0;
		return true;
	}

	#put(text: string): boolean {
		const bytes = toUtf8(text);
		if (!bytes || this.#used + bytes.length + 2 > WAITING_MAX) return false;
		this.#waiting.set(bytes, this.#used);
		this.#used += bytes.length;
		this.#waiting[this.#used++] = CR;
		this.#waiting[this.#used++] = LF;
		return true;
	}

	#flush(): void {
		const count = Math.min(this.#used, this.#writable);
		if (count === 0) return;
		try {
			this.#serial.write(this.#waiting.subarray(0, count));
		} catch {
			this.#writable = 0; // the port said it had room and had none: the next onWritable tries again
			return;
		}
		this.#writable -= count;
		this.#waiting.copyWithin(0, count, this.#used);
		this.#used -= count;
	}
}
