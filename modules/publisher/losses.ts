import type { Log } from "core/log";
import type { Rows } from "journal/rows";

/** A channel tells what it has lost once in this time at most: a journal that evicts does so row by row, and a log that floods tells nothing. */
export const TELL_MS = 3_600_000;

/** Tells a person of rows of one channel that were lost, many in one line. */
export class Losses {
	private evicted: number;
	private spoilt: number;
	/** Ticks from which the next line is due. */
	private next = 0;

	/** What `rows` has lost by now is not told any more. */
	constructor({ evicted, spoilt }: Rows) {
		this.evicted = evicted;
		this.spoilt = spoilt;
	}

	/** Goes on where the same rows were looked at before new settings. */
	adopt(before: Losses): void {
		this.evicted = before.evicted;
		this.spoilt = before.spoilt;
		this.next = before.next;
	}

	/** Tells what was lost of the rows since it was told last, when that is long enough ago. */
	look({ evicted, spoilt }: Rows, log: Log, channel: number, ticks: number): void {
		if ((evicted === this.evicted && spoilt === this.spoilt) || ticks < this.next) return;
		this.next = ticks + TELL_MS;
		const gone = evicted - this.evicted;
		const broken = spoilt - this.spoilt;
		this.evicted = evicted;
		this.spoilt = spoilt;
		if (gone > 0) log.error(`channel.${channel}: the journal is full, ${oldest(gone)} had to go (${evicted} so far)`);
		if (broken > 0)
			log.error(
				`channel.${channel}: ${rows(broken)} of the journal could not be read back from flash (${spoilt} so far)`,
			);
	}
}

function oldest(count: number): string {
	return count === 1 ? "the oldest row" : `the oldest ${count} rows`;
}

function rows(count: number): string {
	return count === 1 ? "1 row" : `${count} rows`;
}
