import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";

/** A clock that stands still until it is advanced. Nothing of it allocates once its alarms are made. */
export class BenchClock implements Clock {
	ticks = 0;
	/** What the time is at ticks 0. */
	readonly #epoch: number;
	readonly #alarms: BenchAlarm[] = [];

	constructor(epoch: number) {
		this.#epoch = epoch;
	}

	get time(): number {
		return this.#epoch + this.ticks;
	}

	alarm<Owner>(callback: (this: Owner) => void, guard?: Guard<Owner>): Alarm {
		const alarm = new BenchAlarm(this, guard ? () => guard.run(callback) : (callback as () => void));
		this.#alarms.push(alarm);
		return alarm;
	}

	/** Ticks of the next alarm; Infinity for none. */
	get due(): number {
		let due = Number.POSITIVE_INFINITY;
		for (let i = 0; i < this.#alarms.length; i++) due = Math.min(due, this.#alarms[i].due);
		return due;
	}

	/** Goes to the next alarm, which goes off, and so do those of the same ticks that were set before. */
	step(): void {
		this.ticks = Math.max(this.ticks, this.due);
		for (let i = 0; i < this.#alarms.length; i++) {
			const alarm = this.#alarms[i];
			if (alarm.due <= this.ticks) alarm.fire();
		}
	}

	/** Lets time pass up to `ticks`. `after` is called behind each step, since a world answers. */
	runTo(ticks: number, after: () => void): void {
		while (this.due <= ticks) {
			this.step();
			after();
		}
		this.ticks = ticks;
	}
}

class BenchAlarm implements Alarm {
	due = Number.POSITIVE_INFINITY;
	readonly #clock: BenchClock;
	readonly #callback: () => void;

	constructor(clock: BenchClock, callback: () => void) {
		this.#clock = clock;
		this.#callback = callback;
	}

	set(ms: number): void {
		this.due = this.#clock.ticks + ms;
	}

	clear(): void {
		this.due = Number.POSITIVE_INFINITY;
	}

	fire(): void {
		this.due = Number.POSITIVE_INFINITY;
		this.#callback();
	}
}
