import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";
import Time from "time";
import Timer from "timer";

/** No time is before it where nobody says when the firmware was built. */
export const EARLIEST = Date.UTC(2026, 0, 1);

/**
 * The clock of the Moddable SDK ("timer" and "time").
 *
 * Time.ticks is a signed 32-bit count of milliseconds on ESP32 and wraps after 49.7 days; on a PC it is the wall clock. Both
 * are turned into ticks that start at 0 with this object and never wrap or go back, as long as someone asks for them at
 * least once in 24.8 days.
 */
export class XsClock implements Clock {
	private readonly earliest: number;
	private last = Time.ticks;
	private _ticks = 0;

	/**
	 * `earliest`: when this firmware was built, in milliseconds since 1970. A board that has not been told the time starts near 1970; what is
	 * before the build is no time.
	 */
	constructor(earliest = EARLIEST) {
		this.earliest = earliest;
	}

	/** Monotonic milliseconds since this clock was made, at boot. */
	get ticks(): number {
		const now = Time.ticks;
		const passed = (now - this.last) | 0; // right across the wrap; negative only where a PC's wall clock was set back
		this.last = now;
		if (passed > 0) this._ticks += passed;
		return this._ticks;
	}

	/** Milliseconds since 1970, or 0 while the board's time is before `earliest`, which means that nobody has set it. */
	get time(): number {
		const now = Date.now();
		return now < this.earliest ? 0 : now;
	}

	/** As Clock says: an exception that leaves a timer callback aborts the XS machine. */
	alarm<Owner>(callback: (this: Owner) => void, guard?: Guard<Owner>): Alarm {
		return new XsAlarm(callback, guard);
	}
}

/** The timer knows its alarm, so that all of them have one function to call: one each would cost six slots. */
interface AlarmTimer extends Timer {
	alarm?: XsAlarm<unknown>;
}

/**
 * One native timer, made by the first `set` and used again by the next ones, until `clear`.
 *
 * The SDK frees a one-shot timer when it fires, and on Linux a timer whose first interval differs from its repeat interval
 * fires twice when it is set again from its own callback. So the timer always repeats, with both intervals the same, and
 * is unscheduled as the first thing its callback does.
 */
class XsAlarm<Owner> implements Alarm {
	private readonly callback: (this: Owner) => void;
	private readonly guard: Guard<Owner> | undefined;
	private timer: AlarmTimer | undefined;

	constructor(callback: (this: Owner) => void, guard: Guard<Owner> | undefined) {
		this.callback = callback;
		this.guard = guard;
	}

	set(ms: number): void {
		const interval = Math.max(ms, 1); // a repeat interval of 0 would make it a one-shot timer
		let timer = this.timer;
		if (timer === undefined) {
			timer = Timer.repeat(fired, interval) as AlarmTimer;
			timer.alarm = this as XsAlarm<unknown>;
			this.timer = timer;
			return;
		}
		Timer.schedule(timer); // setting alone would not take back a firing that is due in this very pass
		Timer.schedule(timer, interval, interval);
	}

	clear(): void {
		Timer.clear(this.timer);
		this.timer = undefined;
	}

	/** Its timer has come. */
	fire(): void {
		const callback = this.callback;
		if (this.guard) this.guard.run(callback);
		else callback.call(undefined as Owner);
	}
}

function fired(timer: AlarmTimer): void {
	Timer.schedule(timer);
	timer.alarm?.fire();
}
