import type { Alarm, Clock } from "core/clock";

/** The longest wait for a PINGRESP in milliseconds. */
export const PINGRESP_MS = 20_000;

/** What keep alive asks of the client. */
export interface KeepAliveOptions {
	readonly clock: Clock;
	/** Keep alive in milliseconds, as told to the broker. */
	readonly keepAliveMs: number;
	/** Wraps what is handed to the clock (core/guard). */
	readonly wrap: (callback: () => void) => () => void;
	/** Writes a PINGREQ; false when there is no room for its two bytes. */
	readonly ping: () => boolean;
	/** No PINGRESP within the deadline: the network connection is dead (§3.1.2.10, §3.12.4). */
	readonly onSilent: () => void;
}

/**
 * The clock of one connection: a PINGREQ when nothing else was sent for three quarters of the keep alive, so that it is never
 * exceeded [MQTT-3.1.2-23], and one on request, as a barrier behind a burst of PUBLISHes. At most one PINGREQ is
 * unanswered at a time, so a PINGRESP always belongs to the last one.
 */
export class KeepAlive {
	readonly #options: KeepAliveOptions;
	readonly #alarm: Alarm;
	readonly #idleMs: number;
	readonly #deadlineMs: number;
	#lastSent = 0;
	/** A PINGRESP is owed [MQTT-3.12.4-1]. */
	#owed = false;
	/** A PINGREQ found no room and goes out as soon as there is some. */
	#wanted = false;

	constructor(options: KeepAliveOptions) {
		this.#options = options;
		this.#idleMs = options.keepAliveMs * 0.75;
		this.#deadlineMs = Math.min(PINGRESP_MS, options.keepAliveMs / 2);
		this.#alarm = options.clock.alarm(options.wrap(() => this.#due()));
	}

	/** True while a PINGRESP is owed. */
	get owed(): boolean {
		return this.#owed;
	}

	/** The connection is ready; CONNECT was the last packet sent, a moment ago. */
	start(): void {
		this.#owed = this.#wanted = false;
		this.#lastSent = this.#options.clock.ticks;
		this.#alarm.set(this.#idleMs);
	}

	/** The connection is over. */
	stop(): void {
		this.#owed = this.#wanted = false;
		this.#alarm.clear();
	}

	/** A control packet has just been sent. */
	sent(): void {
		this.#lastSent = this.#options.clock.ticks;
	}

	/** Writes a PINGREQ behind everything sent so far. False when it could not: one is unanswered already, or there is no room. */
	request(): boolean {
		return !this.#owed && this.#send();
	}

	/** There is room again: a PINGREQ that found none goes out. */
	writable(): void {
		if (this.#wanted) this.#send();
	}

	/** A PINGRESP arrived. Returns false when none was owed. */
	answered(): boolean {
		if (!this.#owed) return false;
		this.#owed = false;
		this.#rest();
		return true;
	}

	#due(): void {
		if (this.#owed || this.#wanted) this.#options.onSilent();
		else if (this.#options.clock.ticks - this.#lastSent >= this.#idleMs) this.#send();
		else this.#rest();
	}

	/** The deadline runs whether or not there was room: a connection that takes no two bytes for so long is dead as well. */
	#send(): boolean {
		const sent = this.#options.ping();
		this.#owed = sent;
		this.#wanted = !sent;
		this.#alarm.set(this.#deadlineMs);
		return sent;
	}

	#rest(): void {
		const idle = this.#options.clock.ticks - this.#lastSent;
		this.#alarm.set(Math.max(0, this.#idleMs - idle));
	}
}
