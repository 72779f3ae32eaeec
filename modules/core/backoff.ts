/** First ceiling of the back-off in milliseconds; it doubles with each attempt. */
export const BACKOFF_BASE_MS = 2_000;
/** No wait is shorter than this: connection attempts are at least so far apart. */
export const BACKOFF_MIN_MS = 1_000;
/** No wait is longer than this. */
export const BACKOFF_MAX_MS = 300_000;

/**
 * Exponential back-off with full jitter: each wait is drawn evenly between the minimum and a ceiling that doubles up to the
 * cap. Full jitter spreads a fleet that lost its broker at the same moment (Brooker, "Exponential Backoff And Jitter",
 * AWS Architecture Blog, 2015).
 */
export class Backoff {
	private readonly random: () => number;
	private ceiling = BACKOFF_BASE_MS;

	/** `random` gives numbers in [0, 1). */
	constructor(random: () => number) {
		this.random = random;
	}

	/** The wait before the next attempt in milliseconds, in [BACKOFF_MIN_MS, BACKOFF_MAX_MS]. */
	next(): number {
		const ceiling = this.ceiling;
		this.ceiling = Math.min(ceiling * 2, BACKOFF_MAX_MS);
		return this.between(BACKOFF_MIN_MS, ceiling);
	}

	/**
	 * The wait when trying again soon cannot help (a wrong password, an unknown client identifier): the upper half of the
	 * cap. It stays within the cap, so that a mended setting takes effect within five minutes even without a visit.
	 */
	slow(): number {
		return this.between(BACKOFF_MAX_MS / 2, BACKOFF_MAX_MS);
	}

	/** Starts over. Only for a session that proved stable: resetting on CONNACK would hammer a broker that drops us right after it. */
	reset(): void {
		this.ceiling = BACKOFF_BASE_MS;
	}

	/** Any wait from `least` to `most`, drawn evenly. */
	between(least: number, most: number): number {
		return Math.floor(least + this.random() * (most - least));
	}
}
