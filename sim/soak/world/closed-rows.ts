import { sampleOf, type Truth } from "./truth";

/** Which samples went into one row of a channel: as the firmware closed them, arrived or not. */
export class ClosedRows {
	readonly #truth: Truth;
	readonly #behind: number;
	/** By sample: the newest one of its row. */
	readonly #rows: number[] = [];

	/** The channel's fields are those behind the number `behind`. */
	constructor(truth: Truth, behind: number) {
		this.#truth = truth;
		this.#behind = behind;
	}

	/** The journal takes a row with these values; one that no sample is in is passed over. */
	take(values: ArrayLike<number>): void {
		const behind = this.#behind;
		const newest = sampleOf(values[behind], values[behind + 1]);
		if (!this.#truth.known(newest)) return;
		this.#truth.cover(newest, values[behind + 2], (sample) => {
			this.#rows[sample] = newest;
		});
	}

	/** The newest sample of the row that it went into: what names that row. A sample that went into none stands for itself. */
	of(sample: number): number {
		return this.#rows[sample] ?? sample;
	}
}
