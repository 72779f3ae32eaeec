import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";
import type { FakeClock } from "fakes/clock";

/** A clock whose alarms go off late, as those of a busy board do: each by what `lateMs` says when it is set. */
export class LateClock implements Clock {
	readonly #clock: FakeClock;
	readonly #lateMs: () => number;

	constructor(clock: FakeClock, lateMs: () => number) {
		this.#clock = clock;
		this.#lateMs = lateMs;
	}

	get ticks(): number {
		return this.#clock.ticks;
	}

	get time(): number {
		return this.#clock.time;
	}

	alarm<Owner>(callback: (this: Owner) => void, guard?: Guard<Owner>): Alarm {
		const alarm = this.#clock.alarm(callback, guard);
		return { set: (ms) => alarm.set(ms + this.#lateMs()), clear: () => alarm.clear() };
	}
}
