import type { ConsolePort, PortEvents } from "console/port";
import { Guard } from "core/guard";
import { GUARDED, type IoOwner } from "core/guarded-io";

/** Most bytes that wait for a slow port. */
const WAITING_MAX = 4_096;
/** Memory for them at first. It doubles as it must, and is given back as soon as nothing waits. */
const WAITING_FIRST = 64;
const NONE = Uint8Array.of();
/** Bytes that are fetched at once: two fills of an ESP32's UART. */
const READ_MAX = 256;
const REPLACEMENT = 0xfffd;

/** What is needed of an ECMA-419 Serial (second edition, §10.6). */
export interface Serial {
	/** Fills `bytes` with what is there now; gives how many there were, undefined for none. */
	read(bytes: Uint8Array): number | undefined;
	write(bytes: Uint8Array): unknown;
	close(): void;
	/** How often input was lost because nobody took it, where the class counts that (native/uart-serial, native/usb-serial). */
	readonly overruns?: number;
}

/** The serial class and the board's options for it: `{ io: device.io.Serial, ...device.Serial.default }`. */
export interface SerialOptions {
	readonly io: new (options: never) => Serial;
	readonly [option: string]: unknown;
}

/**
 * A serial port, both ways. Output that does not fit the port now waits, in bounded memory: `room` says how much more of it may come. Text
 * is encoded where it waits, so that a long line needs no memory beside it.
 */
export class SerialPort implements ConsolePort, IoOwner {
	private readonly serial: Serial;
	private readonly events: PortEvents | undefined;
	private waiting: Uint8Array = NONE;
	/** Made by the first byte. */
	private arrived: Uint8Array | undefined;
	private used = 0;
	private writable = 0;
	/** The port said it had room and had none (something else writes to it): it may not call again by itself. */
	private refused = false;
	private closed = false;
	private _overruns = 0;

	/** Opens the port; throws what the class throws when the board has none. Without `events` nothing is read. */
	constructor(options: SerialOptions, events?: PortEvents) {
		const { io, ...rest } = options;
		const { onReadable, onWritable } = GUARDED;
		const Io = io as new (options: object) => Serial;
		this.events = events;
		this.serial = new Io({
			baud: 115_200,
			...rest,
			format: "buffer",
			target: new Guard<SerialPort>(this.close, this),
			onWritable,
			...(events ? { onReadable } : {}),
		});
	}

	get room(): number {
		return this.closed ? 0 : WAITING_MAX - this.used;
	}

	write(text: string): void {
		if (this.closed) return;
		this.makeRoom(Math.min(text.length, this.room)); // at once, and not in steps
		for (let i = 0; i < text.length && this.used < WAITING_MAX; i++) {
			const code = text.codePointAt(i) ?? 0;
			if (code > 0xffff) i++;
			this.encode(code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code);
		}
		this.push();
	}

	send(bytes: Uint8Array): void {
		if (bytes.length <= this.room) {
			this.makeRoom(bytes.length);
			this.waiting.set(bytes, this.used);
			this.used += bytes.length;
		}
		this.push();
	}

	/** Safe to call twice; nothing is sent or read any more. */
	close(): void {
		if (this.closed) return;
		this.closed = true;
		this.used = 0;
		this.waiting = NONE;
		this.serial.close();
	}

	/** From the port. */
	onWritable(count: number): void {
		this.writable = count;
		this.refused = false;
		this.flush();
		this.events?.onRoom();
	}

	/** From the port. Takes all there is: the SDK's own UART class has room for 11 ms of it. */
	onReadable(): void {
		this.arrived ??= new Uint8Array(READ_MAX);
		const bytes = this.arrived;
		const events = this.events;
		const { overruns = 0 } = this.serial;
		const torn = overruns !== this._overruns;
		this._overruns = overruns;
		let count: number | undefined;
		do {
			count = this.closed ? undefined : this.serial.read(bytes);
			// Where in what waits the gap is, nobody knows: none of it may be taken for a line.
			if (count !== undefined && count > 0 && !torn) events?.onBytes(bytes, count);
		} while (count === READ_MAX);
		if (torn) events?.onLost();
		if (this.refused) this.push();
	}

	private encode(code: number): void {
		const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
		const at = this.used;
		if (at + size > WAITING_MAX) return;
		this.makeRoom(size);
		const bytes = this.waiting;
		this.used += size;
		if (size === 1) {
			bytes[at] = code;
			return;
		}
		bytes[at] = size === 2 ? 0xc0 | (code >> 6) : size === 3 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18);
		for (let i = 1; i < size; i++) bytes[at + i] = 0x80 | ((code >> (6 * (size - 1 - i))) & 0x3f);
	}

	/** Memory for `count` bytes more, which `room` has. */
	private makeRoom(count: number): void {
		const wanted = this.used + count;
		if (wanted <= this.waiting.length) return;
		let length = Math.max(WAITING_FIRST, this.waiting.length);
		while (length < wanted) length *= 2;
		const grown = new Uint8Array(length);
		grown.set(this.waiting.subarray(0, this.used));
		this.waiting = grown;
	}

	private push(): void {
		if (this.refused) this.writable = 1; // one byte that goes through makes the port call again
		this.flush();
	}

	private flush(): void {
		const count = Math.min(this.used, this.writable);
		if (count === 0 || this.closed) return;
		try {
			this.serial.write(this.waiting.subarray(0, count));
		} catch {
			this.writable = 0;
			this.refused = true;
			return;
		}
		this.refused = false;
		this.writable -= count;
		this.waiting.copyWithin(0, count, this.used);
		this.used -= count;
		if (this.used === 0) this.waiting = NONE;
	}
}
