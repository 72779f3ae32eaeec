import { Failure } from "core/result";
import type { BoardClock } from "../clock/clock";
import { type Connection, type ConnectionEvents, type Network, SEND_BUFFER, type Target } from "./network";

/** The far end of one connection: a test's broker. What is left out does nothing. */
export interface Peer {
	/** The connection is open (with TLS: verified). */
	onOpen?(link: Link): void;
	/** The firmware's bytes arrived. */
	onData?(link: Link, bytes: Uint8Array): void;
	/** The firmware closed, or the link was lost. */
	onClose?(link: Link): void;
}

/** What meets a connection attempt: a peer, the failure it ends with, or undefined: silence. */
export type Welcome = Peer | Failure | undefined;

/** How the modelled network behaves. */
export interface ModelOptions {
	readonly clock: BoardClock;
	/** Called for each attempt. */
	readonly accept: (target: Target) => Welcome;
	/** One way, in milliseconds; 10 when not given. */
	readonly latencyMs?: number;
	/** Answers look-ups; every name is 192.0.2.1 when not given. Undefined: no such name. */
	readonly resolve?: (name: string) => string | undefined;
}

/** A network inside this process, on the board's own clock: the same bytes come at the same ticks in every run. */
export class ModelNetwork implements Network {
	readonly #options: ModelOptions;

	constructor(options: ModelOptions) {
		this.#options = options;
	}

	resolve(name: string, callback: (address: string | undefined) => void): void {
		const { clock, latencyMs = 10, resolve = () => "192.0.2.1" } = this.#options;
		clock.at(clock.ticks + 2 * latencyMs, () => callback(resolve(name)));
	}

	open(target: Target, events: ConnectionEvents): Connection {
		const { clock, latencyMs = 10, accept } = this.#options;
		return new Link(clock, latencyMs, events, accept(target));
	}
}

/** One modelled connection: the firmware holds it as a Connection, the test's peer as a Link. */
export class Link implements Connection {
	readonly #clock: BoardClock;
	readonly #latencyMs: number;
	readonly #events: ConnectionEvents;
	readonly #peer: Peer | undefined;
	#room = SEND_BUFFER;
	/** What the peer has not taken yet while it is stalled. */
	#held: Uint8Array[] | undefined;
	/** True while the wire is cut: nothing passes either way, and nobody is told. */
	cut = false;
	#over = false;

	constructor(clock: BoardClock, latencyMs: number, events: ConnectionEvents, welcome: Welcome) {
		this.#clock = clock;
		this.#latencyMs = latencyMs;
		this.#events = events;
		if (typeof welcome === "number") {
			this.end(welcome);
			return;
		}
		this.#peer = welcome;
		if (!welcome) return;
		this.#later(2, () => {
			events.onOpen(this.#room);
			welcome.onOpen?.(this);
		});
	}

	/** From the firmware. */
	write(bytes: Uint8Array): void {
		const copy = Uint8Array.from(bytes);
		this.#room -= copy.length;
		this.#later(1, () => {
			if (this.cut) return;
			if (this.#held) this.#held.push(copy);
			else this.#arrive(copy);
		});
	}

	/** From the firmware: the bytes before it still arrive. */
	close(): void {
		this.#later(1, () => {
			this.#over = true;
			if (!this.cut) this.#peer?.onClose?.(this);
			this.#events.onClosed();
		});
	}

	/** From the peer: it takes nothing any more, and what the firmware writes fills its send buffer. */
	stall(): void {
		this.#held ??= [];
	}

	/** From the peer: it takes what has waited. */
	resume(): void {
		const held = this.#held ?? [];
		this.#held = undefined;
		for (const bytes of held) this.#arrive(bytes);
	}

	/** From the peer: bytes for the firmware, in pieces of at most `piece` bytes. */
	send(bytes: Uint8Array, piece = bytes.length): void {
		const copy = Uint8Array.from(bytes);
		for (let at = 0; at < copy.length; at += piece) {
			const part = copy.subarray(at, at + piece);
			this.#later(1, () => {
				if (!this.cut) this.#events.onData(part);
			});
		}
	}

	/** From the peer: the connection ends, by a close or, with another failure, by that. */
	end(failure: Failure = Failure.Closed): void {
		this.#later(1, () => {
			if (this.cut) return;
			this.#over = true;
			this.#events.onEnd(failure);
			this.#events.onClosed();
		});
	}

	#arrive(bytes: Uint8Array): void {
		this.#room += bytes.length;
		this.#events.onRoom(this.#room);
		this.#peer?.onData?.(this, bytes);
	}

	#later(trips: number, callback: () => void): void {
		this.#clock.at(this.#clock.ticks + trips * this.#latencyMs, () => {
			if (!this.#over) callback();
		});
	}
}
