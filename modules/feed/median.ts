/** Up to so many samples the median is exact: five minutes at one every five seconds. */
export const EXACT_MAX = 63;

/**
 * The median of samples, in constant memory (1 KB) and without garbage. It is exact up to EXACT_MAX samples. Beyond, it is a sample whose rank
 * is known within a bound: the summary of M. Greenwald and S. Khanna, "Space-efficient online computation of quantile summaries" (SIGMOD 2001,
 * section 2), with a fixed number of tuples instead of a fixed error. Each tuple is a sample that came, `covers` is how many samples it stands for
 * (from the tuple before it, exclusive, up to itself), `doubt` by how much its own rank may be higher. Where there is no room for
 * another, two neighbours become one whose rank stays known best. Rank, not value, is what is bounded: an outlier cannot shift it, however far
 * out it lies, nor can a ramp, as a window or a sample of the last ones would let it. For any order tried (test/unit/feed/median.test.ts), up to
 * a day of one sample a second, the rank was off by less than 1/16 of the number of samples.
 */
export class Median {
	/** The tuples, in order of their samples; one more than are kept, for the one that comes in. */
	private readonly samples = new Float64Array(EXACT_MAX + 1);
	private readonly covers = new Uint32Array(EXACT_MAX + 1);
	private readonly doubt = new Uint32Array(EXACT_MAX + 1);
	private tuples = 0;
	private count = 0;

	/** Takes one sample: a finite number. */
	take(sample: number): void {
		const samples = this.samples;
		const covers = this.covers;
		const doubt = this.doubt;
		let at = this.tuples;
		while (at > 0 && samples[at - 1] > sample) {
			samples[at] = samples[at - 1];
			covers[at] = covers[at - 1];
			doubt[at] = doubt[at - 1];
			at--;
		}
		samples[at] = sample;
		covers[at] = 1;
		// The least and the greatest one know their rank; another one may stand behind all that its neighbour covers.
		doubt[at] = at === 0 || at === this.tuples ? 0 : covers[at + 1] + doubt[at + 1] - 1;
		this.count++;
		if (++this.tuples > EXACT_MAX) this.join();
	}

	/** The median; NaN without a sample. Of an even number of samples it is the mean of the two in the middle, while it is exact. */
	get value(): number {
		const count = this.count;
		if (count === 0) return Number.NaN;
		if (count <= EXACT_MAX) return (this.samples[(count - 1) >> 1] + this.samples[count >> 1]) / 2;
		const middle = (count + 1) / 2;
		let best = 0;
		let off = Number.POSITIVE_INFINITY;
		let rank = 0;
		for (let i = 0; i < this.tuples; i++) {
			rank += this.covers[i];
			const worst = Math.max(middle - rank, rank + this.doubt[i] - middle);
			if (worst < off) {
				off = worst;
				best = i;
			}
		}
		return this.samples[best];
	}

	/** Forgets all samples. */
	clear(): void {
		this.tuples = this.count = 0;
	}

	/** Makes one of the two neighbours that leave the least uncertainty; the least sample stays as it is. */
	private join(): void {
		const samples = this.samples;
		const covers = this.covers;
		const doubt = this.doubt;
		let best = 1;
		let least = Number.POSITIVE_INFINITY;
		for (let i = 1; i < this.tuples - 1; i++) {
			const uncertain = covers[i] + covers[i + 1] + doubt[i + 1];
			if (uncertain < least) {
				least = uncertain;
				best = i;
			}
		}
		covers[best + 1] += covers[best];
		this.tuples--;
		for (let i = best; i < this.tuples; i++) {
			samples[i] = samples[i + 1];
			covers[i] = covers[i + 1];
			doubt[i] = doubt[i + 1];
		}
	}
}
