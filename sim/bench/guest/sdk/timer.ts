import { now } from "./now";

/** Called with its own timer. */
type TimerCallback = (timer: TimerHandle) => void;

/** A timer of the bench's board. */
export class TimerHandle {
	due: number;
	/** Milliseconds between calls, 0 for a one-shot. */
	repeat: number;
	readonly callback: TimerCallback;

	constructor(callback: TimerCallback, due: number, repeat: number) {
		this.callback = callback;
		this.due = due;
		this.repeat = repeat;
	}
}

const timers: TimerHandle[] = [];

/** The SDK's Timer (module "timer"), as far as the firmware uses it. Setting a timer again allocates nothing. */
const Timer = Object.freeze({
	set(callback: TimerCallback, interval = 0, repeat = 0): TimerHandle {
		const timer = new TimerHandle(callback, now.ticks + interval, repeat);
		timers.push(timer);
		return timer;
	},

	repeat(callback: TimerCallback, interval: number): TimerHandle {
		return Timer.set(callback, interval, interval);
	},

	schedule(timer: TimerHandle, interval?: number, repeat = 0): void {
		timer.due = interval === undefined ? Number.POSITIVE_INFINITY : now.ticks + interval;
		timer.repeat = repeat;
	},

	clear(timer: TimerHandle | undefined | null): void {
		const at = timer ? timers.indexOf(timer) : -1;
		if (at >= 0) timers.splice(at, 1);
	},
});

export default Timer;

/** The timer that is due next; undefined for none. */
export function nextTimer(): TimerHandle | undefined {
	let next: TimerHandle | undefined;
	let due = Number.POSITIVE_INFINITY;
	for (let i = 0; i < timers.length; i++) {
		if (timers[i].due >= due) continue;
		next = timers[i];
		due = next.due;
	}
	return next;
}

/** Goes to the time of `timer`, which is due next, and calls it. */
export function fire(timer: TimerHandle): void {
	now.ticks = Math.max(now.ticks, timer.due);
	if (timer.repeat > 0) timer.due += timer.repeat;
	else Timer.clear(timer);
	timer.callback(timer);
}
