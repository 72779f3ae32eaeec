import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";

/** A clock that stands still until a test advances it; alarms go off in the order of their time, those of the same time in the order set. */
export class FakeClock implements Clock {
	#now = 0;
	#order = 0;
	readonly #alarms: FakeAlarm[] = [];
	/** What `time` is at ticks 0; 0 for a board that does not know it. */
	epoch: number;

	constructor(epoch = Date.UTC(2026, 10, 22, 10, 0, 0)) {
		this.epoch = epoch;
	}

	get ticks(): number {
		return this.#now;
	}

	get time(): number {
		return this.epoch === 0 ? 0 : this.epoch + this.#now;
	}

	/** Alarms that are set. */
	get pending(): number {
		return this.#alarms.filter((alarm) => alarm.due !== undefined).length;
	}

	alarm<Owner>(callback: (this: Owner) => void, guard?: Guard<Owner>): Alarm {
		const fire = guard ? () => guard.run(callback) : (callback as () => void);
		const alarm = new FakeAlarm(fire, (ms) => ({ due: this.#now + ms, order: this.#order++ }));
		this.#alarms.push(alarm);
		return alarm;
	}

	/** Lets `ms` milliseconds pass. */
	advance(ms: number): void {
		const end = this.#now + ms;
		for (let next = this.#next(end); next; next = this.#next(end)) {
			this.#now = Math.max(this.#now, next.due ?? 0);
			next.fire();
		}
		this.#now = Math.max(this.#now, end);
	}

	/** For a callback: `ms` pass in which nothing else is done, as in a call that blocks. Alarms that were due meanwhile go off late. */
	block(ms: number): void {
		this.#now += ms;
	}

	#next(end: number): FakeAlarm | undefined {
		let first: FakeAlarm | undefined;
		for (const alarm of this.#alarms) {
			if (alarm.due === undefined || alarm.due > end) continue;
			const firstDue = first?.due ?? Number.POSITIVE_INFINITY;
			if (alarm.due < firstDue || (alarm.due === firstDue && first && alarm.order < first.order)) first = alarm;
		}
		return first;
	}
}

class FakeAlarm implements Alarm {
	due: number | undefined;
	order = 0;
	readonly #callback: () => void;
	readonly #schedule: (ms: number) => { due: number; order: number };

	constructor(callback: () => void, schedule: (ms: number) => { due: number; order: number }) {
		this.#callback = callback;
		this.#schedule = schedule;
	}

	set(ms: number): void {
		if (!(ms >= 0 && ms < 2 ** 31)) throw new RangeError(`alarm of ${ms} ms`);
		const { due, order } = this.#schedule(ms);
		this.due = due;
		this.order = order;
	}

	clear(): void {
		this.due = undefined;
	}

	fire(): void {
		this.due = undefined;
		this.#callback();
	}
}
