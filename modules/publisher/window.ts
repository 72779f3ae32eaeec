const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WEEK = 7;
/** 1970-01-01 was a Thursday; Sunday is 0. */
const FIRST_DAY = 4;

/** When a channel updates, in a time zone without daylight saving time. */
export interface WindowPlan {
	/** First hour, 0 to 23. */
	readonly from: number;
	/** Hours from then on, 1 to 24; it may go over midnight. */
	readonly hours: number;
	/** Days on which it begins: a bit each, Sunday the lowest; not 0. */
	readonly days: number;
	/** Minutes to add to UTC. */
	readonly zoneMinutes: number;
}

/** When rows are to be closed. */
export interface SchedulePlan {
	readonly intervalMs: number;
	/** On multiples of the interval on the UTC clock, once the time is known. */
	readonly align: boolean;
	/** Only then; undefined for always. With `align` it is as long as the interval at least. */
	readonly window: WindowPlan | undefined;
}

/**
 * The first time not before `time` at which the window is open, both in milliseconds since 1970: `time` itself when it is open then. A
 * window over midnight belongs to the day on which it begins.
 */
export function opensAt(window: WindowPlan, time: number): number {
	const zone = window.zoneMinutes * MINUTE_MS;
	const local = time + zone;
	const today = Math.floor(local / DAY_MS);
	for (let day = today - 1; day <= today + WEEK; day++) {
		const weekday = (day + FIRST_DAY) % WEEK;
		if ((window.days & (1 << weekday)) === 0) continue;
		const opens = day * DAY_MS + window.from * HOUR_MS;
		if (local < opens) return opens - zone;
		if (local < opens + window.hours * HOUR_MS) return time;
	}
	return time;
}
