/** So much must the journal's level fall before it counts as being drained, and rise again before it counts as filling. */
const TURN = 1 / 32;

/**
 * How many times longer row intervals are at a level. From 7/8 on the steps are steeper than the room that is left: with x2, x4, x8 and x16 a
 * journal of n rows would be full after 3 n intervals, with these after 12 (6,000 rows at one a minute: 4 days without, 52 with).
 */
const STEPS: readonly (readonly [level: number, factor: number])[] = Object.freeze([
	[31 / 32, 256],
	[15 / 16, 64],
	[7 / 8, 16],
	[3 / 4, 4],
	[1 / 2, 2],
]);

/** The longest interval that thinning makes. */
const LONGEST_MS = 86_400_000;

/**
 * Stretches the intervals of rows while the journal fills, so that it hardly ever has to evict: a row is then of more samples, each field's
 * summed up as ever. While the journal is drained faster than it fills there is nothing to stretch. Both are told by the level alone, whatever
 * the connection does; it has to turn by 1/32 before anything changes, so that the factor does not flap.
 */
export class Thinning {
	private _factor = 1;
	/** The level falls; otherwise it rises. */
	private draining = false;
	/** The highest level while it rises, the lowest while it falls. */
	private extreme = 0;

	/** How many times longer intervals are, 1 for as they are set. */
	get factor(): number {
		return this._factor;
	}

	/** Goes on where it was before new settings. */
	adopt(before: Thinning): void {
		this._factor = before._factor;
		this.draining = before.draining;
		this.extreme = before.extreme;
	}

	/** The journal's level is now `level`, 0 to 1. */
	look(level: number): void {
		const rise = this.draining ? this.extreme - level : level - this.extreme;
		if (rise > 0) this.extreme = level;
		else if (-rise >= TURN) {
			this.draining = !this.draining;
			this.extreme = level;
		}
		this._factor = this.draining ? 1 : factorAt(this.extreme);
	}
}

/** `intervalMs` as thinning makes it: up to `factor` times as long, and a day at most. */
export function thinned(intervalMs: number, factor: number): number {
	return Math.max(intervalMs, Math.min(intervalMs * factor, LONGEST_MS));
}

function factorAt(level: number): number {
	for (let i = 0; i < STEPS.length; i++) if (level >= STEPS[i][0]) return STEPS[i][1];
	return 1;
}
