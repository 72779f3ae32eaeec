import type { Update } from "feed/payload";
import { Account } from "journal/account";
import type { Finder } from "journal/finder";
import { Queue } from "journal/queue";
import type { Rows } from "journal/rows";
import type { Shared } from "journal/shared";
import { stampOf } from "journal/stamp";
import { StoredRows } from "journal/stored-rows";

/** So many rows at once are declared to go without a time: each time costs a mark. */
const TIMELESS_AHEAD = 8;

/**
 * The rows of one channel: the oldest in flash, the youngest in RAM. Ordinals count them; a row keeps its own when it moves from RAM to flash.
 * Those below `account.written` are in flash.
 */
export class ChannelRows implements Rows {
	account: Account;
	readonly queue: Queue;
	/** When it was opened, counted; 0 while nobody has since boot. */
	opened = 0;
	private readonly shared: Shared;
	private stored: StoredRows;
	/** Ordinal of the row that comes next. */
	private head = 0;
	/** Rows that were settled when the board came up. */
	private base: number;
	/** The stamp of the last row; 0 while it is not known. */
	private headStamp = 0;
	/** What `oldest` was, for which row and what was known of times then. */
	private _oldest = 0;
	private oldestOf = -1;
	private oldestEpoch = -1;
	/** Its slot has been given to another channel. */
	private detached = false;

	/** With what the account says that flash keeps, all of it not sent. */
	constructor(shared: Shared, account: Account) {
		this.shared = shared;
		this.account = account;
		this.queue = new Queue(shared.ring, account.slot);
		this.stored = new StoredRows(shared, account);
		this.base = account.tail;
		this.start();
	}

	private start(): void {
		this.head = Math.max(this.account.written, this.account.tail);
		this.headStamp = 0;
		this.oldestOf = -1;
		this.rewind();
	}

	get kept(): number {
		return this.head - this.account.tail;
	}
	get unsent(): number {
		return this.head - this.stored.next.ordinal;
	}
	get evicted(): number {
		return this.account.evicted;
	}
	get spoilt(): number {
		return this.account.spoilt;
	}
	get unconfirmed(): number {
		return this.account.unconfirmed;
	}
	get appended(): number {
		return this.head - this.base;
	}
	get settled(): number {
		return this.account.tail - this.base;
	}
	get oldest(): number {
		const { account } = this;
		if (this.kept === 0) return 0;
		if (this.oldestOf !== account.tail || this.oldestEpoch !== this.shared.epoch) {
			this.oldestOf = account.tail;
			this.oldestEpoch = this.shared.epoch;
			this._oldest = this.tailStamp() * 1_000;
		}
		return this._oldest;
	}

	append(values: ArrayLike<number>, ticks: number): boolean {
		if (this.detached) return false;
		const shared = this.shared;
		const before = shared.evictions;
		shared.makeRoom();
		if (this.stored.next.ordinal === this.head) this.headStamp = this.stored.next.stamp;
		this.head++;
		const seconds = shared.secondsAt(ticks);
		const dated = seconds > 0;
		this.headStamp = dated ? stampOf(seconds, this.headStamp) : 0;
		this.queue.append(values, dated ? this.headStamp : Math.floor(ticks / 1_000), dated, shared.ticks);
		shared.appended();
		return shared.evictions === before;
	}

	peek(update: Update): boolean {
		this.shared.looked();
		const finder = this.stored.locate();
		if (!finder && !this.isInRam) return false;
		if (finder) finder.values(update.values);
		else this.queue.values(update.values);
		update.time = this.stamp(finder) * 1_000;
		return !finder?.unanswered;
	}

	/** The oldest row not sent is in RAM. */
	private get isInRam(): boolean {
		return this.stored.passed && this.queue.waiting;
	}

	/** The stamp of the oldest row not sent, at which the finder is when that is in flash; 0 when it has none. */
	private stamp(finder: Finder | undefined): number {
		return finder ? this.stored.nextStamp(finder) : this.queue.nextStamp(this.stored.next.stamp);
	}

	/** The stamp of the oldest row; 0 when it has none. */
	private tailStamp(): number {
		return this.account.stored > 0 ? this.stored.tailStamp() : this.queue.firstStamp(this.account.stamp);
	}

	sent(): void {
		const { next } = this.stored;
		const finder = this.stored.locate();
		if (!finder && !this.isInRam) return;
		const undecided = finder?.undecided(this.account, next.ordinal) ?? false;
		const stamp = this.stamp(finder);
		if (stamp > 0) next.stamp = stamp;
		if (finder) this.stored.sent();
		else {
			this.queue.sent();
			next.ordinal++;
		}
		if (!undecided) return;
		if (stamp === 0) this.declareTimeless(next.ordinal - 1);
		else this.shared.dated();
	}

	/** The row `ordinal`, which is in flash, has gone without a time, and must do so when it is sent again behind a restart. */
	private declareTimeless(ordinal: number): void {
		const { account } = this;
		if (ordinal !== account.timeless) account.timelessFrom = ordinal;
		account.timeless = Math.min(account.written, ordinal + TIMELESS_AHEAD);
		this.shared.mark(account);
	}

	barrier(): void {
		this.stored.barrier.follow(this.stored.next);
	}

	proved(): void {
		const { account } = this;
		const { barrier } = this.stored;
		if (barrier.ordinal <= account.tail) return;
		const stored = Math.min(barrier.ordinal, account.written) - account.tail;
		account.stamp = barrier.stamp;
		if (stored > 0) account.settle(stored, barrier.address);
		while (account.tail < barrier.ordinal) this.dropFirst();
		if (stored > 0) this.shared.settled(account, stored);
	}

	rewind(): void {
		this.stored.rewind();
		this.queue.rewind();
	}

	settle(): void {
		const { account } = this;
		if (account.tail === this.stored.next.ordinal) return;
		account.stamp = this.tailStamp() || account.stamp;
		const stored = account.stored > 0;
		if (stored) account.settle(1, this.stored.behindTail());
		else this.dropFirst();
		this.gone();
		if (stored) this.shared.settled(account, 1);
	}

	giveUp(): void {
		if (this.account.tail === this.stored.next.ordinal) return;
		this.account.unconfirmed++;
		this.settle();
	}

	/** The oldest row goes, which is in RAM. */
	private dropFirst(): void {
		this.queue.drop();
		this.account.tail++;
		this.account.dirty = true;
	}

	/** Its oldest rows have gone, as the account says. */
	gone(): void {
		this.stored.gone();
	}

	/** The oldest row in RAM has to go, since nothing can be written. Rows that are still in flash count as if they stood behind it. */
	evictFirst(): void {
		const { account } = this;
		account.evicted++;
		if (account.stored === 0) {
			account.stamp = this.queue.firstStamp(account.stamp) || account.stamp;
			this.dropFirst();
			return this.gone();
		}
		this.stored.evictFirst();
		this.dropFirst();
	}

	/** Whether flash must be told of the channel before it gets a row of it. */
	get unannounced(): boolean {
		return !this.account.announced || this.account.tail > this.account.written;
	}

	/** The oldest row in RAM stands at `address` in flash now. */
	moved(address: number): void {
		this.stored.moved(address);
		this.queue.drop();
	}

	/** Everything goes, and nothing is counted any more: for a log that is empty. */
	clear(): void {
		while (!this.queue.empty) this.queue.drop();
		this.account.begin(this.account.key, 0);
		this.base = 0;
		this.start();
	}

	/** Its slot is given to another channel: it keeps nothing any more. */
	detach(): void {
		while (!this.queue.empty) this.queue.drop();
		this.account = new Account(this.account.slot);
		this.stored = new StoredRows(this.shared, this.account);
		this.detached = true;
		this.start();
	}
}
