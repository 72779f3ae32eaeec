import type { Clock } from "core/clock";
import { opensAt, type SchedulePlan } from "publisher/window";

/** How much a late timer, or a clock that is slewed, may move a boundary against `least` before it counts as too early. */
const SLACK_MS = 1_000;

/**
 * When a channel's next row is due. It counts in ticks, one interval behind the other, so that a step of the clock neither makes a row nor
 * loses one: an aligned row is due at the multiple of the interval that is nearest to its turn, as the clock goes when it is asked. While
 * the time is unknown there is neither alignment nor window: a reading that is not wanted is better than one that is lost.
 */
export class Schedule {
	private readonly clock: Clock;
	private readonly plan: SchedulePlan;
	/** Ticks of the next row's turn. */
	private turn = 0;

	constructor(clock: Clock, plan: SchedulePlan) {
		this.clock = clock;
		this.plan = plan;
	}

	/** The first turn is `ms` from now. */
	start(ms: number): void {
		this.turn = this.clock.ticks + ms;
	}

	/** Goes on from another schedule, its next turn an interval away at most. */
	adopt(before: Schedule): void {
		this.turn = Math.min(before.turn, this.clock.ticks + this.plan.intervalMs);
	}

	/**
	 * Ticks at which the next row is due, not before `least` (ticks); an aligned one may be, by SLACK_MS: its boundary is what counts. With
	 * `stretchMs` its turn is so much later, an aligned one still on a multiple of the interval.
	 */
	due(least: number, stretchMs = 0): number {
		const { ticks, time } = this.clock;
		const { align, window, intervalMs } = this.plan;
		const turn = this.turn + stretchMs;
		const soonest = Math.max(turn, least);
		if (time === 0 || !(align || window)) return soonest;
		const offset = time - ticks;
		if (!align) return (window ? opensAt(window, soonest + offset) : soonest + offset) - offset;
		const nearest = Math.round((turn + offset) / intervalMs) * intervalMs;
		const slack = Math.min(SLACK_MS, intervalMs / 2);
		const allowed = Math.max(nearest, Math.ceil((least + offset - slack) / intervalMs) * intervalMs);
		return (window ? Math.ceil(opensAt(window, allowed) / intervalMs) * intervalMs : allowed) - offset;
	}

	/** The row that was due at `due` has been closed now. Turns that were missed altogether are one row. */
	closed(due: number): void {
		const { ticks, time } = this.clock;
		const { align, window, intervalMs } = this.plan;
		const moved =
			time > 0 &&
			(align || (window !== undefined && opensAt(window, this.turn + time - ticks) > this.turn + time - ticks));
		if (moved) this.turn = due;
		this.turn += (Math.max(0, Math.floor((ticks - this.turn) / intervalMs)) + 1) * intervalMs;
	}
}
