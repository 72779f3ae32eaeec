import type { Account, Accounts } from "journal/account";
import { BOOT, type DatedLog, Dater, type DatingOwner, OFFSET } from "journal/dating";
import { Eviction } from "journal/eviction";
import type { Flash } from "journal/flash";
import { recover } from "journal/recovery";
import { CHANNELS, CRC, Kind, RECORD, slotOf } from "journal/row";
import { BATCH, Sectors } from "journal/sectors";

/** So many bad records in a row, and a sector is left; so many, and the flash is given up, before what is kept is erased in vain. */
const BAD_LEFT = 4;
const BAD_MAX = 8;
/** So many sectors in a row that cannot be begun, and the flash is given up. */
const SECTORS_MAX = 3;
/** Records of a sector at least that are left for rows, besides the set of marks. */
const ROOM_MIN = 4;

/** Whom the log tells what happens in it. */
export interface LogOwner extends DatingOwner {
	/** The oldest row of `slot` that was not written stands at `address`. */
	moved(slot: number, address: number): void;
	/** Rows of `slot` have gone with a sector, `rows` of them kept ones; its account says so. */
	gone(slot: number, rows: number): void;
}

/** The log in flash: where its end is, and how it goes on. */
export class FlashLog implements DatedLog {
	readonly sectors: Sectors;
	readonly accounts: Accounts = [];
	readonly dater: Dater;
	/** Record 0 is a mark of the log's own; from 1 on stand rows to be written. With room for one row at first: most boards write one at a time. */
	private batch = new Uint8Array(2 * RECORD);
	private view = new DataView(this.batch.buffer);
	/** Views of the mark, and of 1 row, 2 rows and so on; each is made when it is first needed. */
	private parts = [this.batch.subarray(0, RECORD)];
	private readonly owner: LogOwner;
	private readonly eviction: Eviction;
	frontier = 0;
	started = false;
	marked = false;
	/** Nothing can be written any more. */
	dead = false;
	/** Flash could be read when the board came up. */
	readonly readable: boolean;
	/** Number of this boot. */
	private boot: number;
	/** Address of the first record behind the last good one: from there to the frontier a write was cut short. */
	private torn: number;
	/** The newest sector begins with all marks of its set. */
	private whole: boolean;
	/** Bad records in a row, and writes in a row that failed as such. */
	private bad = 0;
	private unanswered = 0;

	/** Recovers what `flash` holds. */
	constructor(flash: Flash, owner: LogOwner) {
		this.sectors = new Sectors(flash);
		this.owner = owner;
		this.dater = new Dater(this, owner);
		this.eviction = new Eviction(this);
		const found = recover(this.sectors, this.accounts);
		this.readable = found.readable;
		this.frontier = found.frontier;
		this.torn = found.torn;
		this.boot = found.boot + 1;
		this.whole = found.whole;
	}

	/** Rows that fit, when all channels in use have some. */
	get capacity(): number {
		return (this.sectors.count - 1) * Math.max(1, this.sectors.slots - 1 - this.used);
	}

	/** How many channels the flash has room for, with what stands at the beginning of a sector for each. */
	get channels(): number {
		return Math.max(0, Math.min(CHANNELS, this.sectors.slots - ROOM_MIN));
	}

	private get used(): number {
		let used = 0;
		for (let slot = 0; slot < CHANNELS; slot++) if (this.accounts[slot]?.used) used++;
		return used;
	}

	/** The batch, with room for row number `row` (1 to BATCH), which is to be filled in at `row` x RECORD, without its CRC. */
	batchFor(row: number): DataView {
		if ((1 + row) * RECORD > this.batch.length) this.growBatch();
		return this.view;
	}

	private growBatch(): void {
		const { batch } = this;
		this.batch = new Uint8Array((1 + BATCH) * RECORD);
		this.batch.set(batch);
		this.view = new DataView(this.batch.buffer);
		this.parts = [this.batch.subarray(0, RECORD)];
	}

	/** Writes the first `count` rows of the batch, in order. False when flash took no more; those it took have been told. */
	write(count: number): boolean {
		let done = 0;
		while (done < count) {
			if (!this.ready()) return false;
			const fit = Math.min(count - done, this.room);
			const good = this.place(1, fit);
			done += good;
			this.batch.copyWithin(RECORD, (1 + good) * RECORD);
		}
		return true;
	}

	/** Writes what is known of a channel. False when flash did not take it. */
	mark(account: Account): boolean {
		while (this.ready()) if (this.put(account, Kind.Channel)) return true;
		return false;
	}

	/** Writes when this boot's ticks were 0, which the dater knows: rows that do not know their time find it there. False when flash did not take it. */
	date(): boolean {
		if (!this.started) return this.ready(); // its boot mark says it
		while (this.ready()) if (this.putBoot(Kind.Offset)) return true;
		return false;
	}

	/** Makes the log an empty one. False when a sector could not be erased. */
	clear(): boolean {
		const done = this.sectors.clear();
		this.frontier = this.torn = 0;
		this.whole = true;
		this.started = this.marked = false;
		this.bad = 0;
		this.dater.forget();
		return done;
	}

	/** Records that fit into the newest sector; the last one is kept for the mark of an eviction. */
	private get room(): number {
		if (this.sectors.newest === 0) return 0;
		return Math.max(0, (this.sectors.newest + 1) * this.sectors.slots - 1 - this.frontier);
	}

	/** Sees to it that a record can be written at the frontier, and that this boot's mark stands before it. */
	private ready(): boolean {
		if (this.dead) return false;
		if (!this.started) return this.start();
		return this.room > 0 || this.roll();
	}

	/** The first write of a boot: what was cut short is made void, so that it is told apart from what has rotted. */
	private start(): boolean {
		this.started = true;
		this.void(this.torn);
		while (!this.marked) {
			if (!this.ready()) return false;
			this.marked = this.putBoot(Kind.Boot);
		}
		for (let slot = 0; slot < CHANNELS && !this.whole; slot++) {
			const account = this.accounts[slot];
			if (account?.announced && !this.mark(account)) return false;
		}
		this.whole = true;
		return this.ready();
	}

	/** Goes on in the next sector that can be erased and written. */
	private roll(): boolean {
		const last = this.sectors.newest;
		for (let sector = last + 1; sector <= last + SECTORS_MAX; sector++) {
			this.leave(sector - this.sectors.count);
			if (this.dead) return false;
			if (!this.sectors.begin(sector, this.boot, this.used)) continue;
			this.frontier = sector * this.sectors.slots;
			this.whole = true;
			for (let slot = 0; slot < CHANNELS; slot++) {
				const account = this.accounts[slot];
				if (account?.used) this.put(account, Kind.ChannelOfSet);
			}
			if (this.room > 0) return true;
		}
		this.dead = true;
		return false;
	}

	/** What is kept in `sector` is evicted, and that is written before the sector is erased. */
	private leave(sector: number): void {
		if (!this.sectors.has(sector) || !this.eviction.count(this.batch, sector)) return;
		const address = (this.sectors.newest + 1) * this.sectors.slots - 1;
		const at = this.sectors.read(address);
		if (at >= 0 && this.sectors.kindAt(at, address, this.accounts) === Kind.Empty) {
			this.eviction.write(this.view, sector);
			this.seal(0, address);
			if (!this.sectors.write(this.parts[0], address)) {
				this.dead = true; // nothing is erased that is not counted
				return;
			}
		}
		for (let slot = 0; slot < CHANNELS; slot++) {
			const account = this.accounts[slot];
			if (account?.used) this.owner.gone(slot, this.eviction.apply(this.batch, account, sector));
		}
	}

	private put(account: Account, kind: Kind): boolean {
		account.write(this.view, kind, this.frontier, this.sectors.slots);
		const written = this.place(0, 1) === 1;
		if (written) account.marked();
		return written;
	}

	private putBoot(kind: Kind): boolean {
		this.batch.fill(0, 0, RECORD);
		this.view.setUint8(0, kind);
		this.view.setUint32(BOOT, this.boot);
		this.view.setFloat64(OFFSET, this.dater.offset);
		return this.place(0, 1) === 1;
	}

	/**
	 * Writes `count` records of the batch, from number `first` on, at the frontier and reads them back. Behind a bad one all are made void and left
	 * to be written again, in order. Returns how many are good; the owner is told of rows among them.
	 */
	private place(first: number, count: number): number {
		const from = this.frontier;
		for (let i = 0; i < count; i++) this.seal((first + i) * RECORD, from + i);
		if (this.sectors.write(this.part(first === 0 ? 0 : count), from)) this.unanswered = 0;
		else if (++this.unanswered > 1) this.dead = true;
		let good = 0;
		while (good < count && this.same((first + good) * RECORD, from + good)) {
			const slot = slotOf(this.batch[(first + good) * RECORD]);
			if (slot >= 0) this.owner.moved(slot, from + good);
			good++;
		}
		this.frontier = from + count;
		if (good > 0) this.bad = 0;
		if (good < count) this.spoil(from + good);
		return good;
	}

	/** A view of the first `rows` rows of the batch, or of the mark. */
	private part(rows: number): Uint8Array {
		this.parts[rows] ??= this.batch.subarray(RECORD, (1 + rows) * RECORD);
		return this.parts[rows];
	}

	/** The records from `address` to the frontier do not count. A mark that stood in the batch is done with by then. */
	private void(address: number): void {
		this.batch.fill(0, 0, RECORD);
		for (let bad = address; bad < this.frontier; bad++) this.sectors.write(this.parts[0], bad);
	}

	/** As `void`; a sector with too many such is left. */
	private spoil(address: number): void {
		this.void(address);
		this.bad++;
		if (this.bad >= BAD_MAX) this.dead = true;
		else if (this.bad === BAD_LEFT) this.frontier = (this.sectors.newest + 1) * this.sectors.slots - 1;
	}

	private seal(at: number, address: number): void {
		this.view.setUint32(at + CRC, this.sectors.seal(this.batch, at, address, this.accounts));
	}

	private same(at: number, address: number): boolean {
		const read = this.sectors.read(address);
		if (read < 0) return false;
		for (let i = 0; i < RECORD; i++) if (this.batch[at + i] !== this.sectors.bytes[read + i]) return false;
		return true;
	}
}
