import type { Clock } from "core/clock";

/** A stamp so far behind the last one means that the clock was plainly wrong then: the order starts anew from here. */
const STEP_BACK_MS = 86_400_000;

/**
 * When a channel may send, and what created_at its next row gets. It holds across reconnections and new settings, and from boot on: a
 * board that restarts again and again must not flood its channel.
 */
export class Pace {
	readonly #clock: Clock;
	readonly #minIntervalMs: number;
	#lastSent = 0;
	#lastStamp = 0;
	/** A message was sent that no PINGRESP has proved. */
	#underWay = false;
	/** A PINGREQ was written behind the last message. */
	#covered = false;

	constructor(clock: Clock, minIntervalMs: number) {
		this.#clock = clock;
		this.#minIntervalMs = minIntervalMs;
	}

	/** Ticks from which the next message may be sent. */
	get allowed(): number {
		return this.#lastSent + this.#minIntervalMs;
	}

	/** The first message is a minimum interval away. */
	start(): void {
		this.#lastSent = this.#clock.ticks;
	}

	/**
	 * Goes on from the pace that the same channel had, perhaps with another minimum interval. A message that is not proved may still be on
	 * its way, so the pace then counts from now.
	 */
	adopt(before: Pace): void {
		this.#lastStamp = before.#lastStamp;
		this.#lastSent = before.#underWay ? this.#clock.ticks : before.#lastSent;
	}

	/** A message was sent. */
	sent(): void {
		this.#lastSent = this.#clock.ticks;
		this.#underWay = true;
		this.#covered = false;
	}

	/** A PINGREQ is going out behind everything sent. */
	barrier(): void {
		this.#covered = this.#underWay;
	}

	/**
	 * That PINGREQ was answered; true when it covered a message. That may have arrived as late as now, so the pace counts from here:
	 * counted from the write, a message that the network held back and one that it did not would arrive too close together (invariant R1).
	 */
	proved(): boolean {
		if (!this.#covered) return false;
		this.#lastSent = this.#clock.ticks;
		this.#covered = this.#underWay = false;
		return true;
	}

	/** The connection ended. A message that was not proved may have arrived as late as now, so the pace then counts from here (invariant R1). */
	lost(): void {
		if (this.#underWay) this.#lastSent = this.#clock.ticks;
		this.#covered = this.#underWay = false;
	}

	/**
	 * The created_at of a row whose last sample was taken at `sampledTicks`: its time in whole seconds, strictly rising within the channel
	 * since ThingSpeak drops a second update with the same stamp; 0 while the time is unknown. When the clock was far ahead and has been put
	 * right, the stamps go back with it: one wrong answer must not spoil them until the next boot.
	 */
	stamp(sampledTicks: number): number {
		const { time, ticks } = this.#clock;
		if (time === 0) return 0;
		const sampled = Math.floor((time - (ticks - sampledTicks)) / 1_000) * 1_000;
		const steppedBack = sampled < this.#lastStamp - STEP_BACK_MS;
		this.#lastStamp = steppedBack ? sampled : Math.max(sampled, this.#lastStamp + 1_000);
		return this.#lastStamp;
	}
}
