import { Entry } from "../scheduler";
import type { World } from "../world";
import { current } from "./current";

/** Called with its own timer. */
export type TimerCallback = (timer: TimerHandle) => void;

/** The SDK's opaque timer. A one-shot that has fired is dead: to schedule it again is a TypeError there, so it is here. */
export class TimerHandle extends Entry {
	override readonly own = true;
	readonly world: World;
	readonly callback: TimerCallback;
	/** Milliseconds between calls, 0 for a one-shot. */
	repeat: number;
	alive = true;
	#touched = false;

	constructor(world: World, callback: TimerCallback, repeat: number) {
		super();
		this.world = world;
		this.callback = callback;
		this.repeat = repeat;
	}

	/** No drift: the next call of one that repeats is an interval behind this one, however late that was. */
	fire(): void {
		const { due, repeat, world } = this;
		this.#touched = false;
		world.board.call1(this.callback, this as TimerHandle);
		if (!world.board.on || this.#touched || !this.alive) return;
		if (repeat > 0) world.scheduler.set(this, due + repeat);
		else this.alive = false;
	}

	/** Somebody has scheduled or cleared it. */
	touch(): void {
		this.#touched = true;
	}
}

/** The SDK's Timer (module "timer"), straight on the world's scheduler. */
const Timer = Object.freeze({
	set(callback: TimerCallback, interval = 0, repeat = 0): TimerHandle {
		const { world } = current;
		world.board.mustBeOn();
		if (typeof callback !== "function") throw new TypeError("timer: callback must be a function");
		const timer = new TimerHandle(world, callback, toDelay(repeat));
		world.scheduler.set(timer, world.scheduler.now + toDelay(interval));
		return timer;
	},

	repeat(callback: TimerCallback, interval: number): TimerHandle {
		return Timer.set(callback, interval, interval);
	},

	/** With an interval: sets it anew. Without: keeps the timer, but nothing comes. */
	schedule(timer: TimerHandle, interval?: number, repeat = 0): void {
		const { world } = current;
		world.board.mustBeOn();
		if (!timer?.alive) throw new TypeError("timer: no such timer");
		timer.touch();
		if (interval === undefined) {
			world.scheduler.clear(timer);
			return;
		}
		timer.repeat = toDelay(repeat);
		world.scheduler.set(timer, world.scheduler.now + toDelay(interval));
	},

	clear(timer: TimerHandle | undefined | null): void {
		const { world } = current;
		world.board.mustBeOn();
		if (!(timer instanceof TimerHandle)) return;
		timer.touch();
		timer.alive = false;
		world.scheduler.clear(timer);
	},

	/** The SDK's blocks the board; nothing in fieldfeed may. */
	delay(): never {
		throw new Error("timer: delay blocks the board");
	},
});

export default Timer;

/** Milliseconds as the SDK takes them: an int32, and never in the past. */
function toDelay(ms: number): number {
	return Math.max(0, Math.trunc(ms) | 0);
}
