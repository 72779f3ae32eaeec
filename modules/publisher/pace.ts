import type { Clock } from "core/clock";

/**
 * What is added to a minimum interval that is not 0. ThingSpeak counts from arrival to arrival, by its own clock and perhaps in whole seconds, and
 * drops an update that comes too soon without a word, while its PINGRESP would still prove it: a message that is late is the lesser evil.
 */
export const PACE_MARGIN_MS = 1_000;

/**
 * When a channel may send. It holds across reconnections and new settings; over a reboot it holds because the first message is a whole
 * interval after boot, whatever the clock says: a board that restarts again and again must not flood its channel (invariant R1).
 */
export class Pace {
	/** Milliseconds from one message to the next at least: the minimum interval and PACE_MARGIN_MS, or 0 for none. */
	readonly intervalMs: number;
	private readonly clock: Clock;
	private lastSent = 0;
	/** A message was sent that no PINGRESP has proved. */
	private underWay = false;
	/** A PINGREQ was written behind the last message. */
	private covered = false;
	/** The connection ended with a message under way, or may have before the restart: it may be delivered until the broker takes the next one. */
	private astray = false;

	constructor(clock: Clock, minIntervalMs: number) {
		this.clock = clock;
		this.intervalMs = minIntervalMs > 0 ? minIntervalMs + PACE_MARGIN_MS : 0;
	}

	/**
	 * A message is on its way that no PINGRESP has proved: the next one waits for that. TCP may hold it back for as long as it likes and then deliver
	 * both at once; the broker would drop the second, and the PINGRESP would prove it all the same (invariants R1 and C1).
	 */
	get busy(): boolean {
		return this.underWay && this.intervalMs > 0;
	}

	/** Ticks from which the next message may be sent, unless the pace is busy. */
	get allowed(): number {
		return this.lastSent + this.intervalMs;
	}

	/**
	 * The first message is an interval away. With rows `kept` from before a restart, one of them may have been under way then: as behind a lost
	 * connection, what is between may deliver it until the broker takes the next one.
	 */
	start(kept: boolean): void {
		this.lastSent = this.clock.ticks;
		this.astray = kept;
	}

	/**
	 * Goes on from the pace that the same channel had, perhaps with another minimum interval. A message that is not proved may still be on
	 * its way, so the pace then counts from now.
	 */
	adopt(before: Pace): void {
		this.lastSent = before.underWay ? this.clock.ticks : before.lastSent;
		this.astray = before.underWay || before.astray;
	}

	/** A message was sent. */
	sent(): void {
		this.lastSent = this.clock.ticks;
		this.underWay = true;
		this.covered = false;
	}

	/** A PINGREQ is going out behind everything sent. */
	barrier(): void {
		this.covered = this.underWay;
	}

	/**
	 * That PINGREQ was answered; true when it covered a message. That may have arrived as late as now, so the pace counts from here:
	 * counted from the write, a message that the network held back and one that it did not would arrive too close together (invariant R1).
	 */
	proved(): boolean {
		if (!this.covered) return false;
		this.lastSent = this.clock.ticks;
		this.covered = this.underWay = false;
		return true;
	}

	/** The connection ended. A message that was not proved may have arrived as late as now, or later, so the pace then counts from here (invariant R1). */
	lost(): void {
		if (this.underWay) this.lastSent = this.clock.ticks;
		this.astray = this.underWay || this.astray;
		this.covered = this.underWay = false;
	}

	/**
	 * CONNACK 0: the broker has closed our last connection, if it still had it [MQTT-3.1.4-2], so nothing of it arrives any more. What was under
	 * way there may have arrived as late as now (invariant R1).
	 */
	ready(): void {
		if (this.astray) this.lastSent = this.clock.ticks;
		this.astray = false;
	}
}
