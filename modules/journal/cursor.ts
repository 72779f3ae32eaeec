import type { Account } from "journal/account";

/** A place among the rows of a channel. */
export class Cursor {
	/** Ordinal of the row that it is at. */
	ordinal = 0;
	/** Stamp of the row before it, in seconds since 1970; 0 for none. */
	stamp = 0;
	/** When the row is in flash it stands at this address or behind it, and none of the channel's between them. */
	address = 0;

	/** Goes where `other` is. */
	follow(other: Cursor): void {
		this.ordinal = other.ordinal;
		this.stamp = other.stamp;
		this.address = other.address;
	}

	/** Goes to the oldest row. */
	rewind(account: Account): void {
		this.ordinal = account.tail;
		this.stamp = account.stamp;
		this.address = account.tailAt;
	}

	/** Goes to the oldest row when it was before that; true if so. */
	catchUp(account: Account): boolean {
		if (this.ordinal >= account.tail) return false;
		this.rewind(account);
		return true;
	}

	/** The row with this ordinal, the oldest in RAM, stands at `address` in flash now; true when the cursor was not before it. */
	moved(ordinal: number, address: number): boolean {
		if (ordinal > this.ordinal) return false;
		this.address = ordinal < this.ordinal ? address + 1 : address;
		return true;
	}
}
