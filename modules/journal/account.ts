import { CHANNELS, type Kind } from "journal/row";

const SLOT = 1;
const KEY = 2;
const WRITTEN = 6;
const TAIL = 10;
const SECTOR = 14;
const PLACE = 18;
const STAMP = 19;
const EVICTED = 23;
const SPOILT = 27;
const TIMELESS_FROM = 29;
const UNCONFIRMED = 31;
const TIMELESS = 35;

/** What two bytes of a mark can say. */
const WORD_MAX = 0xffff;

/** The channels' accounts by slot: each is made when its slot first has a channel, and is that slot's from then on. */
export type Accounts = (Account | undefined)[];

/**
 * What flash knows of a channel, as its mark has it. Ordinals count the rows of a channel; addresses count the records of the log, erased
 * sectors included.
 */
export class Account {
	readonly slot: number;
	used = false;
	/** Flash has a mark of it. */
	announced = false;
	/** It has changed since its last mark. */
	dirty = false;
	/** CRC-32 of the channel's name. */
	key = 0;
	/** Ordinal of the next row that will be written. */
	written = 0;
	/** Ordinal of the oldest row that is not settled. */
	tail = 0;
	/** At this address or behind it stands the row `tail`, and none older. */
	tailAt = 0;
	/** As `tailAt`, but as the last mark in flash has it. */
	markedAt = 0;
	/** Stamp of the last row settled, in seconds since 1970; 0 for none. */
	stamp = 0;
	evicted = 0;
	spoilt = 0;
	unconfirmed = 0;
	/** Undated rows from the one ordinal up to the other go without created_at, whatever the time is then: they may have done so already. */
	timelessFrom = 0;
	timeless = 0;
	/** What the dater has found, and no mark says: ticks of undated rows from the one address up to the other were 0 at `offset`, 0 for not known. */
	datedFrom = 0;
	datedTo = 0;
	offset = 0;

	constructor(slot: number) {
		this.slot = slot;
	}

	/** Rows kept in flash. */
	get stored(): number {
		return Math.max(0, this.written - this.tail);
	}

	/** Begins with nothing, for the channel with this key; its rows will stand at `address` or behind it. */
	begin(key: number, address: number): void {
		this.used = true;
		this.announced = this.dirty = false;
		this.key = key;
		this.written = this.tail = this.timeless = this.timelessFrom = 0;
		this.tailAt = this.markedAt = address;
		this.stamp = this.evicted = this.spoilt = this.unconfirmed = 0;
	}

	/** Settles `rows` of its rows that stand before `address`. */
	settle(rows: number, address: number): void {
		if (rows === 0 && this.tailAt >= address) return;
		this.tail += rows;
		if (this.tailAt < address) this.tailAt = address;
		this.dirty = true;
	}

	/** `rows` of those between tail and its end are not there: they count as if they had been the oldest, so that the others keep their order. */
	miss(rows: number): void {
		this.tail += rows;
		this.timeless += rows;
		this.timelessFrom += rows;
		this.spoilt += rows;
		this.dirty = true;
	}

	/** Writes its mark, without CRC, to stand at `address` in a log with `slots` records in a sector. */
	write(view: DataView, kind: Kind, address: number, slots: number): void {
		if (this.written <= this.tail) {
			this.written = this.tail;
			this.tailAt = address;
		}
		const sector = Math.floor(this.tailAt / slots);
		view.setUint8(0, kind);
		view.setUint8(SLOT, this.slot);
		view.setUint32(KEY, this.key);
		view.setUint32(WRITTEN, this.written);
		view.setUint32(TAIL, this.tail);
		view.setUint32(SECTOR, sector);
		view.setUint8(PLACE, this.tailAt - sector * slots);
		view.setUint32(STAMP, this.stamp);
		view.setUint32(EVICTED, this.evicted);
		view.setUint16(SPOILT, Math.min(WORD_MAX, this.spoilt));
		view.setUint16(TIMELESS_FROM, this.ahead(this.timelessFrom));
		view.setUint32(UNCONFIRMED, this.unconfirmed);
		view.setUint16(TIMELESS, this.ahead(this.timeless));
	}

	/** How far an ordinal is ahead of the tail, as a mark can say it. */
	private ahead(ordinal: number): number {
		return Math.min(WORD_MAX, Math.max(0, ordinal - this.tail));
	}

	/** Whether the row with this ordinal goes without created_at if it is undated. */
	isTimeless(ordinal: number): boolean {
		return ordinal >= this.timelessFrom && ordinal < this.timeless;
	}

	/** Its mark has been written. */
	marked(): void {
		this.announced = true;
		this.dirty = false;
		this.markedAt = this.tailAt;
	}

	/** Takes over what the mark at `at` says; it is this slot's. */
	read(view: DataView, at: number, slots: number): void {
		this.used = this.announced = true;
		this.dirty = false;
		this.key = view.getUint32(at + KEY);
		this.written = view.getUint32(at + WRITTEN);
		this.tail = view.getUint32(at + TAIL);
		this.tailAt = this.markedAt = view.getUint32(at + SECTOR) * slots + view.getUint8(at + PLACE);
		this.stamp = view.getUint32(at + STAMP);
		this.evicted = view.getUint32(at + EVICTED);
		this.spoilt = view.getUint16(at + SPOILT);
		this.unconfirmed = view.getUint32(at + UNCONFIRMED);
		this.timelessFrom = this.tail + view.getUint16(at + TIMELESS_FROM);
		this.timeless = this.tail + view.getUint16(at + TIMELESS);
	}
}

/** The slot that the channel's mark at `at` is of; -1 when it can be of none. */
export function markSlot(view: DataView, at: number): number {
	const slot = view.getUint8(at + SLOT);
	return slot < CHANNELS ? slot : -1;
}

/** What the channel's mark at `at` says of its rows before it: how many there have been; -1 when it is of another channel. */
export function markWritten(view: DataView, at: number, account: Account): number {
	if (view.getUint8(at + SLOT) !== account.slot || view.getUint32(at + KEY) !== account.key) return -1;
	return view.getUint32(at + WRITTEN);
}
