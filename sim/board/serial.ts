import type { BoardClock } from "../clock/clock";

/** What the firmware has not read yet; more is lost (the board's driver: targets/esp32). */
export const RECEIVE_RING = 8_192;
/** What the firmware may have written and the wire has not carried yet. */
export const TRANSMIT_RING = 2_048;
/** A byte on the wire: a start bit, 8 data bits, a stop bit. */
const BITS = 10;
const DEFAULT_BAUD = 115_200;
/** The driver's interrupt comes when so many bytes have arrived, or when nothing more comes. */
const RECEIVED = 32;
/** It comes when so many have left, or all. */
const SENT = 120;
/** With more than this on its way to the board the far end is asked to wait. */
const WAITING_MAX = 4_096;

/** How the wire speaks to the board. */
export interface SerialEvents {
	data(bytes: Uint8Array): void;
	/** There is room: the firmware may have written `total` bytes since it opened the port. */
	room(total: number): void;
}

/** What is at the far end of the wire: a terminal, a pseudo-terminal, a test. */
export interface FarEnd {
	/** Bytes from the board. */
	output(bytes: Uint8Array): void;
	/** All bytes sent have arrived at the board: the next may be sent. */
	drained?(): void;
}

/**
 * The wire between the board's UART and a PC: 8N1, in both directions as many bytes a millisecond of the board's clock as the baud rate
 * allows, no flow control. It outlives the board's restarts. With nobody at the far end what the board says is lost, as on a real wire.
 */
export class SerialWire {
	readonly #out: Lane;
	readonly #in: Lane;
	readonly #ends = new Set<FarEnd>();
	#events: SerialEvents | undefined;
	#unread = 0;
	#written = 0;
	/** Bytes that found the receive ring full, since the wire was made. */
	lost = 0;

	constructor(clock: BoardClock) {
		this.#in = new Lane(clock, RECEIVED, (bytes) => this.#arrive(bytes));
		this.#out = new Lane(clock, SENT, (bytes) => this.#leave(bytes));
	}

	/** Puts somebody at the far end, beside who is there. Returns what takes it away. */
	attach(end: FarEnd): () => void {
		this.#ends.add(end);
		return () => this.#ends.delete(end);
	}

	/** From the far end: bytes for the board. False: wait for `drained` with the next. */
	send(bytes: Uint8Array): boolean {
		this.#in.put(bytes);
		return this.#in.waiting <= WAITING_MAX;
	}

	/** From the board: its port is open. */
	open(baud: number, events: SerialEvents): void {
		this.close();
		this.#events = events;
		this.#in.baud = this.#out.baud = baud;
		this.#tellRoom();
	}

	/** From the board: bytes that fit the room it was told of. */
	write(bytes: Uint8Array): void {
		if (!this.#events) return;
		this.#written += bytes.length;
		this.#out.put(bytes);
	}

	/** From the board: its firmware has read `count` bytes. */
	taken(count: number): void {
		this.#unread -= count;
	}

	/** From the board: its port is closed, or the board was reset. What its rings held is lost. */
	close(): void {
		this.#events = undefined;
		this.#unread = 0;
		this.#written = 0;
		this.#out.clear();
	}

	#arrive(bytes: Uint8Array): void {
		if (this.#events) {
			const kept = Math.min(bytes.length, RECEIVE_RING - this.#unread);
			this.lost += bytes.length - kept;
			this.#unread += kept;
			if (kept > 0) this.#events.data(bytes.subarray(0, kept));
		}
		if (this.#in.waiting === 0) for (const end of this.#ends) end.drained?.();
	}

	#leave(bytes: Uint8Array): void {
		for (const end of this.#ends) end.output(bytes);
		this.#tellRoom();
	}

	#tellRoom(): void {
		this.#events?.room(this.#written - this.#out.waiting + TRANSMIT_RING);
	}
}

/** One direction of the wire. */
class Lane {
	readonly #clock: BoardClock;
	/** Bytes that are told of at once. */
	readonly #most: number;
	readonly #carried: (bytes: Uint8Array) => void;
	#bytes: Uint8Array = new Uint8Array(0);
	#cancel: (() => void) | undefined;
	/** When the wire is free, in ticks and parts of one. */
	#free = 0;
	baud = DEFAULT_BAUD;

	constructor(clock: BoardClock, most: number, carried: (bytes: Uint8Array) => void) {
		this.#clock = clock;
		this.#most = most;
		this.#carried = carried;
	}

	/** Bytes that have not arrived. */
	get waiting(): number {
		return this.#bytes.length;
	}

	put(bytes: Uint8Array): void {
		this.#bytes = Buffer.concat([this.#bytes, bytes]);
		if (this.#cancel) return;
		this.#free = Math.max(this.#free, this.#clock.ticks);
		this.#carry();
	}

	clear(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.#bytes = new Uint8Array(0);
	}

	#carry(): void {
		const count = Math.min(this.#bytes.length, this.#most);
		this.#cancel = undefined;
		if (count === 0) return;
		this.#free += (count * BITS * 1_000) / this.baud;
		this.#cancel = this.#clock.at(Math.ceil(this.#free), () => {
			const carried = this.#bytes.subarray(0, count);
			this.#bytes = this.#bytes.subarray(count);
			this.#carry();
			this.#carried(carried);
		});
	}
}
