import { now } from "./now";

/** Called with its own timer. */
type TimerCallback = (timer: TimerHandle) => void;

/** More than the board ever has. */
const TIMERS_MAX = 64;

/** A timer of the bench's board: no more than its number, since the SDK's keep what they are in C. */
export class TimerHandle {
	readonly number: number;

	constructor(number: number) {
		this.number = number;
	}
}

const timers: (TimerHandle | undefined)[] = new Array(TIMERS_MAX).fill(undefined);
const callbacks: (TimerCallback | undefined)[] = new Array(TIMERS_MAX).fill(undefined);
/** Ticks of the next call; Infinity for none. */
const dues: number[] = new Array(TIMERS_MAX).fill(Number.POSITIVE_INFINITY);
/** Milliseconds between calls, 0 for a one-shot. */
const repeats: number[] = new Array(TIMERS_MAX).fill(0);

/** The SDK's Timer (module "timer"), as far as the firmware uses it. Setting a timer again allocates nothing. */
const Timer = Object.freeze({
	set(callback: TimerCallback, interval = 0, repeat = 0): TimerHandle {
		const number = timers.indexOf(undefined);
		if (number < 0) throw new Error("too many timers");
		const timer = new TimerHandle(number);
		timers[number] = timer;
		callbacks[number] = callback;
		dues[number] = now.ticks + interval;
		repeats[number] = repeat;
		return timer;
	},

	repeat(callback: TimerCallback, interval: number): TimerHandle {
		return Timer.set(callback, interval, interval);
	},

	schedule({ number }: TimerHandle, interval?: number, repeat = 0): void {
		dues[number] = interval === undefined ? Number.POSITIVE_INFINITY : now.ticks + interval;
		repeats[number] = repeat;
	},

	clear(timer: TimerHandle | undefined | null): void {
		if (!timer || timers[timer.number] !== timer) return;
		timers[timer.number] = undefined;
		callbacks[timer.number] = undefined;
		dues[timer.number] = Number.POSITIVE_INFINITY;
	},
});

export default Timer;

/** The timer that is due next; undefined for none. */
export function nextTimer(): TimerHandle | undefined {
	let next = 0;
	for (let i = 1; i < dues.length; i++) if (dues[i] < dues[next]) next = i;
	return dues[next] < Number.POSITIVE_INFINITY ? timers[next] : undefined;
}

/** Goes to the time of `timer`, which is due next, and calls it. */
export function fire(timer: TimerHandle): void {
	const { number } = timer;
	const callback = callbacks[number];
	now.ticks = Math.max(now.ticks, dues[number]);
	if (repeats[number] > 0) dues[number] += repeats[number];
	else Timer.clear(timer);
	callback?.(timer);
}
