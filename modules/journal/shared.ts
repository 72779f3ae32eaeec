import type { Account } from "journal/account";
import type { Finder } from "journal/finder";
import type { Ring } from "journal/ring";

/** What the channels of a journal have in common. */
export interface Shared {
	readonly ring: Ring;
	/** What finds rows in flash; undefined where there is none. */
	readonly finder: Finder | undefined;
	/** Milliseconds since boot. */
	readonly ticks: number;
	/** Rows evicted so far, and how often what is known of times has changed. */
	readonly evictions: number;
	readonly epoch: number;
	/** Sees to it that there is a free place in the ring. */
	makeRoom(): void;
	/** Seconds since 1970 of a sample at `ticks`; 0 while the time is unknown. */
	secondsAt(ticks: number): number;
	/** A row is looked at: the clock may be known since boot, which nobody tells. A boot that has written nothing yet writes nothing for that. */
	looked(): void;
	/** A row of flash that did not know its time has been sent with one: from now on it must have the same. */
	dated(): void;
	/** A row has been appended to the ring. */
	appended(): void;
	/** So many rows of the account have been settled in flash. */
	settled(account: Account, rows: number): void;
	/** The account is to be marked in flash now. */
	mark(account: Account): void;
	/** So many rows could not be read back. */
	spoilt(rows: number): void;
}
