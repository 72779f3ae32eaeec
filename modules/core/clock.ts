import type { Guard } from "core/guard";

/**
 * Time as a machine sees it. The firmware gets it from core/xs-clock, a test from a fake.
 *
 * Ticks are monotonic milliseconds since boot and never wrap; time is milliseconds since 1970 and may be unknown.
 */
export interface Clock {
	/** Monotonic milliseconds since boot. */
	readonly ticks: number;
	/** Milliseconds since 1970-01-01T00:00:00Z, or 0 while the board does not know the time. */
	readonly time: number;
	/**
	 * Makes an alarm that calls `callback`: with a guard as a method of its owner, `clock.alarm(this.run, guard)`, which takes no closure. Without,
	 * `callback` must not throw. The alarm is not set yet.
	 */
	alarm<Owner>(callback: (this: Owner) => void, guard?: Guard<Owner>): Alarm;
}

/** One pending call, made once and set again and again, so that waiting costs no memory. */
export interface Alarm {
	/** Calls the callback once, `ms` milliseconds (0 to 2^31-1) from now; replaces an earlier `set`. Never calls it inside `set`. */
	set(ms: number): void;
	/** Forgets the pending call, if any, and what the engine keeps for it. Safe to call at any time, any number of times. */
	clear(): void;
}
