import type { Alarm, Clock } from "core/clock";
import { Outcome } from "core/result";
import type { Outbox } from "mqtt/outbox";

/** The longest wait for a PINGRESP in milliseconds. */
export const PINGRESP_MS = 20_000;

/**
 * A PINGREQ goes out so long before the keep alive is over, in milliseconds: the PINGRESP deadline and half of that once more, so that a connection
 * that is dead is known to be within the keep alive, too (from 80 s on). A quarter of a keep alive that is shorter than two minutes.
 */
const MARGIN_MS = 30_000;

const enum Ping {
	/** No PINGREQ is under way. */
	None = 0,
	/** One found no room and goes out as soon as there is some. */
	Wanted = 1,
	/** One went out: a PINGRESP is owed [MQTT-3.12.4-1]. */
	Owed = 2,
}

/**
 * The clock of one connection: a PINGREQ when nothing else was sent until half a minute before the keep alive is over, so that it is never
 * exceeded [MQTT-3.1.2-23], and one on request, as a barrier behind a burst of PUBLISHes. At most one PINGREQ is
 * unanswered at a time, so a PINGRESP always belongs to the last one.
 */
export class KeepAlive {
	private readonly clock: Clock;
	private readonly alarm: Alarm;
	/** Writes PINGREQs, and knows when the last packet was sent. */
	private readonly outbox: Pick<Outbox, "sentAt" | "ping">;
	private readonly keepAliveMs: number;
	/** How long nothing is sent before a PINGREQ goes out. */
	private readonly idleMs: number;
	private readonly deadlineMs: number;
	private ping = Ping.None;

	/** `alarm` is lent to it from `start` until the connection is over; when it goes off, `due` is to be called. `keepAliveMs` as told to the broker. */
	constructor(clock: Clock, alarm: Alarm, outbox: Pick<Outbox, "sentAt" | "ping">, keepAliveMs: number) {
		this.clock = clock;
		this.alarm = alarm;
		this.outbox = outbox;
		this.keepAliveMs = keepAliveMs;
		this.idleMs = keepAliveMs - Math.min(MARGIN_MS, keepAliveMs / 4);
		this.deadlineMs = Math.min(PINGRESP_MS, keepAliveMs / 2);
	}

	/** CONNACK arrived. The time since CONNECT, which was the last packet sent, counts already. */
	start(): void {
		this.ping = Ping.None;
		this.rest();
	}

	/** Writes a PINGREQ behind everything sent so far. False when it could not: one is unanswered already, or there is no room. */
	request(): boolean {
		if (this.ping !== Ping.None) return false;
		this.ping = Ping.Wanted;
		if (this.send()) return true;
		// The deadline runs from here whether or not room comes: a connection that takes no two bytes for so long is dead as well.
		this.alarm.set(Math.min(this.deadlineMs, this.left(this.keepAliveMs)));
		return false;
	}

	/** There is room again: a PINGREQ that found none goes out. */
	writable(): void {
		if (this.ping === Ping.Wanted) this.send();
	}

	/** A PINGRESP arrived. Returns false when none was owed. */
	answered(): boolean {
		if (this.ping !== Ping.Owed) return false;
		this.ping = Ping.None;
		this.rest();
		return true;
	}

	/** The alarm went off: a PINGREQ goes out, if nothing else did. False: no PINGRESP in time, and the network connection is dead (§3.1.2.10). */
	due(): boolean {
		if (this.ping !== Ping.None) return false;
		if (this.left(this.idleMs) === 0) this.request();
		else this.rest();
		return true;
	}

	private send(): boolean {
		if (this.outbox.ping() !== Outcome.Sent) return false;
		this.ping = Ping.Owed;
		this.alarm.set(this.deadlineMs);
		return true;
	}

	private rest(): void {
		this.alarm.set(this.left(this.idleMs));
	}

	/** Milliseconds until the last packet sent is `ms` old; 0 when it is. */
	private left(ms: number): number {
		return Math.max(0, this.outbox.sentAt + ms - this.clock.ticks);
	}
}
