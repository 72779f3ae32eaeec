import type { Digital, DigitalClass } from "sensors/digital";
import type { Serial } from "sensors/serial";
import { openSerial, type SerialPlace } from "sensors/serial-place";

/** Start, 8 data, stop. */
const BITS = 10;
/** Silence between two frames: 3.5 characters of 11 bits, 1.75 ms from 19200 bit/s on ("MODBUS over Serial Line", V1.02, §2.5.1.1). */
const GAP_BITS = 3.5 * 11;
const GAP_MS = 1.75;
/** A transaction that has not ended so long after its beginning is forgotten: whoever began it was given up. */
const FORGOTTEN_MS = 5_000;
/** Reads of what waits in the UART before a request. */
const DRAIN_MAX = 32;

/** What a bus is made with. */
export interface RtuBusOptions {
	readonly place: SerialPlace;
	/** Bits a second. */
	readonly baud: number;
	/** The pin of DE and /RE, joined: high to drive the line. Undefined for a transceiver that turns round by itself. */
	readonly direction?: { readonly io: DigitalClass; readonly pin: number } | undefined;
	/** Milliseconds that only rise. */
	readonly ticks: () => number;
}

/** What waits for its turn. */
export interface RtuUser {
	readonly request: Uint8Array;
}

/**
 * An RS-485 line with Modbus servers on it, which several readers use in turns. One request at a time is under way; the silence that ends a
 * frame is kept between two. Nothing of it waits, and nothing throws but the constructor.
 */
export class RtuBus {
	private readonly serial: Serial;
	private readonly _direction: Digital | undefined;
	private readonly _ticks: () => number;
	private readonly scratch = new Uint8Array(DRAIN_MAX);
	private user: RtuUser | undefined;
	/** `#user` is forgotten then. */
	private forget = 0;
	/** The line is silent for long enough then. */
	private quiet = 0;
	/** Milliseconds that a byte takes. */
	readonly byteMs: number;
	/** Milliseconds of silence between two frames, rounded up to ticks and one more, for the part of one in which it begins. */
	readonly gapMs: number;

	/** Opens the UART and the pin. Throws an Error of one line when it cannot, and has then closed what it opened. */
	constructor({ place, baud, direction, ticks }: RtuBusOptions) {
		this.byteMs = (BITS * 1_000) / baud;
		this.gapMs = Math.ceil(Math.max(GAP_MS, baud > 19_200 ? 0 : (GAP_BITS * 1_000) / baud)) + 1;
		this._ticks = ticks;
		this.serial = openSerial(place, baud);
		try {
			this._direction = direction && new direction.io({ pin: direction.pin, mode: direction.io.Output });
			this._direction?.write(0);
		} catch (error) {
			this.close();
			const reason = error instanceof Error ? error.message : "no reason given";
			throw new Error(`pin ${direction?.pin} cannot be the direction: ${reason}`, { cause: error });
		}
	}

	/**
	 * Sends `user`'s request, if the line is free: returns 0, and the line is its until `release`. Milliseconds after which to ask again
	 * otherwise. -1: the UART does not take it.
	 */
	begin(user: RtuUser): number {
		const now = this._ticks();
		if (this.user && this.user !== user && now < this.forget) return Math.max(1, this.gapMs);
		if (now < this.quiet) return this.quiet - now;
		this.user = user;
		this.forget = now + FORGOTTEN_MS;
		try {
			this.drain();
			this._direction?.write(1);
			this.serial.write(user.request);
		} catch {
			this.release(user);
			return -1;
		}
		return 0;
	}

	/** Milliseconds until a request of `count` bytes has left, its last stop bit too. */
	sendMs(count: number): number {
		return Math.ceil(count * this.byteMs) + 1;
	}

	/** The request has left: the line is the server's. */
	listen(): void {
		try {
			this._direction?.write(0);
		} catch {
			this.quiet = this._ticks(); // a pin that cannot be written: no answer will come, which is told
		}
	}

	/** True while the line is `user`'s. */
	isOf(user: RtuUser): boolean {
		return this.user === user;
	}

	/** Fills `target` with what has arrived, and returns how many bytes that is. */
	read(target: Uint8Array): number {
		try {
			return this.serial.read(target) ?? 0;
		} catch {
			return 0; // as good as silence
		}
	}

	/** `user` is done, or has given up. Does nothing when the line is not its. */
	release(user: RtuUser): void {
		if (this.user !== undefined && this.user !== user) return;
		this.listen();
		this.user = undefined;
		this.quiet = this._ticks() + this.gapMs;
	}

	/** Safe to call twice. */
	close(): void {
		this.serial.close();
		this._direction?.close();
	}

	private drain(): void {
		for (let left = DRAIN_MAX; left > 0 && this.read(this.scratch) > 0; left--);
	}
}
