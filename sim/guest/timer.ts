import { Command } from "../port";
import { now, post } from "./port";

/** Called with its own timer. */
export type TimerCallback = (timer: TimerHandle) => void;

/** The SDK's opaque timer. A one-shot that has fired is dead: to schedule it again is a TypeError there, so it is here. */
export class TimerHandle {
	readonly callback: TimerCallback;
	/** Ticks of the next call; Infinity while unscheduled. */
	due: number;
	/** Milliseconds between calls, 0 for a one-shot, -1 while unscheduled. */
	repeat: number;
	alive = true;

	constructor(callback: TimerCallback, due: number, repeat: number) {
		this.callback = callback;
		this.due = due;
		this.repeat = repeat;
	}
}

const timers = new Set<TimerHandle>();
let announced = -1;

/**
 * The SDK's Timer (module "timer") on the guest's own list: the host is told the next wake-up only. Semantics as in
 * modules/base/timer: no drift in repeats, timers made during a round wait for the next one.
 */
const Timer = Object.freeze({
	set(callback: TimerCallback, interval = 0, repeat = 0): TimerHandle {
		if (typeof callback !== "function") throw new TypeError("timer: callback must be a function");
		const timer = new TimerHandle(callback, now.ticks + toDelay(interval), toDelay(repeat));
		timers.add(timer);
		return timer;
	},

	repeat(callback: TimerCallback, interval: number): TimerHandle {
		return Timer.set(callback, interval, interval);
	},

	/** With an interval: sets it anew. Without: keeps the timer, but nothing comes. */
	schedule(timer: TimerHandle, interval?: number, repeat = 0): void {
		if (!timer?.alive) throw new TypeError("timer: no such timer");
		if (interval === undefined) {
			timer.due = Number.POSITIVE_INFINITY;
			timer.repeat = -1;
			return;
		}
		timer.due = now.ticks + toDelay(interval);
		timer.repeat = toDelay(repeat);
	},

	clear(timer: TimerHandle | undefined | null): void {
		if (!(timer instanceof TimerHandle)) return;
		timer.alive = false;
		timers.delete(timer);
	},

	/** The SDK's blocks the board; nothing in fieldfeed may. */
	delay(): never {
		throw new Error("timer: delay blocks the board");
	},
});

export default Timer;

/** Calls what is due now, the earliest first. */
export function fireTimers(): void {
	const due = [...timers].filter((timer) => timer.due <= now.ticks).sort((a, b) => a.due - b.due);
	for (const timer of due) {
		if (!timer.alive || timer.due > now.ticks) continue;
		timer.due += timer.repeat > 0 ? timer.repeat : Number.POSITIVE_INFINITY;
		timer.callback(timer);
		if (timer.repeat === 0) Timer.clear(timer);
	}
}

/** Tells the host when to wake the guest next, if that has changed. */
export function announceWake(): void {
	let next = Number.POSITIVE_INFINITY;
	for (const timer of timers) if (timer.due < next) next = timer.due;
	const wake = next === Number.POSITIVE_INFINITY ? -1 : next;
	if (wake === announced) return;
	announced = wake;
	post(Command.Wake, 0, wake);
}

/** The wake-up announced last has come: the next one is to be announced even when it is the same. */
export function wakeCame(): void {
	announced = -2;
}

/** Milliseconds as the SDK takes them: an int32, and never in the past. */
function toDelay(ms: number): number {
	return Math.max(0, Math.trunc(ms) | 0);
}
