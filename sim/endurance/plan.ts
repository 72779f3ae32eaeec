import { drawSchedule, type FaultKind, type Scheduled } from "../proxy/fault";

/** Who is killed. */
export type Victim = "broker" | "simulator";

/** A kill -9 and its time. */
export interface Kill {
	/** Milliseconds from the start of the plan. */
	readonly at: number;
	readonly victim: Victim;
	/** How long the victim stays away. */
	readonly awayMs: number;
}

/** How a plan is drawn. */
export interface PlanOptions {
	readonly random: () => number;
	readonly kinds: readonly FaultKind[];
	readonly victims: readonly Victim[];
	readonly forMs: number;
	/** From one fault to the next within a burst, on average. */
	readonly everyMs: number;
	/** Behind each burst and its kill. */
	readonly calmMs: number;
}

/** What happens when. */
export interface Plan {
	readonly faults: readonly Scheduled[];
	readonly kills: readonly Kill[];
}

/** Faults in a burst; a kill ends it. */
const BURST = 3;
const AWAY_MS: Readonly<Record<Victim, readonly [least: number, most: number]>> = {
	broker: [500, 10_000],
	simulator: [500, 4_000],
};

/** Draws bursts of faults, a kill at the end of each, and calm behind it, in which a back-off can start over. */
export function drawPlan({ victims, ...options }: PlanOptions): Plan {
	const { random, kinds, forMs, everyMs, calmMs } = options;
	const faults = drawSchedule({ ...options, burst: BURST });
	const ends = faults.filter((_, i) => i % BURST === BURST - 1).map(({ at }) => at + everyMs);
	if (kinds.length === 0) for (let at = everyMs; at < forMs; at += everyMs + calmMs) ends.push(at);
	const kills = ends.flatMap((at, i) => {
		if (victims.length === 0) return [];
		const victim = victims[i % victims.length];
		const [least, most] = AWAY_MS[victim];
		return [{ at, victim, awayMs: Math.round(least + random() * (most - least)) }];
	});
	return { faults, kills: kills.filter(({ at, awayMs }) => at + awayMs < forMs) };
}
