import type { Account } from "journal/account";
import { Cursor } from "journal/cursor";
import type { Finder } from "journal/finder";
import { slotOf } from "journal/row";
import type { Shared } from "journal/shared";
import { stampOf } from "journal/stamp";

/** Where a channel is in its rows, and what of them is in flash: those below `account.written`. */
export class StoredRows {
	/** The oldest row not sent, and the one that was that at the last PINGREQ. */
	readonly next = new Cursor();
	readonly barrier = new Cursor();
	private readonly shared: Shared;
	private readonly account: Account;
	/** The next row stands exactly at its cursor's address. */
	private located = false;

	constructor(shared: Shared, account: Account) {
		this.shared = shared;
		this.account = account;
	}

	/** No row in flash comes before those in RAM. */
	get passed(): boolean {
		return this.next.ordinal >= this.account.written;
	}

	/**
	 * The finder, at the oldest row not sent, when that is in flash and flash answers. What is not there any more is counted and passed over; what
	 * only was not answered is waited for.
	 */
	locate(): Finder | undefined {
		const { next } = this;
		const { finder } = this.shared;
		finder?.begin();
		while (finder && !this.passed) {
			if (!this.located && !this.find(finder)) return undefined;
			if (slotOf(finder.kindAt(next.address)) === this.account.slot) return finder;
			if (finder.waits) return undefined;
			this.located = false;
			next.address++;
		}
		return undefined;
	}

	private find(finder: Finder): boolean {
		const { next } = this;
		const address = finder.find(this.account, next.address, next.ordinal);
		const { missing } = finder;
		if (missing > 0) {
			this.account.miss(missing);
			next.ordinal += missing;
			this.barrier.ordinal += missing;
			this.shared.spoilt(missing);
		}
		this.located = address >= 0;
		if (this.located) next.address = address;
		return this.located;
	}

	/** The stamp of the row that was located; 0 when it has none. */
	nextStamp(finder: Finder): number {
		const { next } = this;
		const seconds = finder.seconds(this.account, next.address, next.ordinal);
		return seconds === 0 ? 0 : stampOf(seconds, next.stamp);
	}

	/** The row that was located has been sent. */
	sent(): void {
		this.next.ordinal++;
		this.next.address++;
		this.located = false;
	}

	/** The stamp of the oldest row; 0 when it has none, or cannot be read. */
	tailStamp(): number {
		const { finder } = this.shared;
		const account = this.account;
		const address = finder?.find(account, account.tailAt, account.tail) ?? -1;
		const seconds = finder && address >= 0 ? finder.seconds(account, address, account.tail) : 0;
		return seconds === 0 ? 0 : stampOf(seconds, account.stamp);
	}

	/** The address behind the oldest row, which was sent. */
	behindTail(): number {
		const account = this.account;
		const address = this.shared.finder?.find(account, account.tailAt, account.tail) ?? -1;
		return address < 0 || address >= this.next.address ? this.next.address : address + 1;
	}

	/** All rows are to be sent. */
	rewind(): void {
		this.next.rewind(this.account);
		this.barrier.rewind(this.account);
		this.located = false;
	}

	/** The oldest rows have gone, as the account says. */
	gone(): void {
		this.barrier.catchUp(this.account);
		if (this.next.catchUp(this.account)) this.located = false;
	}

	/** The oldest row in RAM stands at `address` in flash now. */
	moved(address: number): void {
		const account = this.account;
		const ordinal = account.written++;
		if (ordinal === account.tail) account.tailAt = address;
		this.barrier.moved(ordinal, address);
		if (this.next.moved(ordinal, address)) this.located = false;
	}

	/** The oldest row in RAM goes before those in flash: it counts as if it had been the oldest, and its ordinal as theirs. */
	evictFirst(): void {
		const account = this.account;
		if (this.next.ordinal <= account.written) this.next.ordinal++;
		if (this.barrier.ordinal <= account.written) this.barrier.ordinal++;
		account.written++;
		account.timeless++;
		account.timelessFrom++;
	}
}
