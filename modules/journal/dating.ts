import type { Account, Accounts } from "journal/account";
import { CHANNELS, Kind, slotOf, TIME, TIMELESS } from "journal/row";
import type { Sectors } from "journal/sectors";

/** Of a boot's mark and of a time mark: boot (4), and the time in milliseconds since 1970 when its ticks were 0 (8), 0 for unknown. */
export const BOOT = 1;
export const OFFSET = 5;

/** Ticks that go back by more than any channel's interval are another boot's, whose mark has rotted. */
const BACK_S = 86_400;

/** What the dater must know of the log. */
export interface DatedLog {
	readonly sectors: Sectors;
	readonly accounts: Readonly<Accounts>;
	/** Address behind the last record. */
	readonly frontier: number;
	/** This boot's mark stands before what it has written; not where nothing can be written. */
	readonly marked: boolean;
}

/** Whom the dater tells. */
export interface DatingOwner {
	/** A row was dated by an estimate: it was placed by the boot behind its own. */
	estimated(): void;
}

/**
 * The times of rows that were written before the clock was known. Their boot's time mark says them; it stands further on in the log. A boot
 * that never learned the time is placed by the one behind it, as if the board had not been off in between.
 */
export class Dater {
	private readonly log: DatedLog;
	private readonly owner: DatingOwner;
	/** Of this boot. */
	private _offset = 0;
	/** While it looks ahead: the longest ticks in seconds of the boot it is in, those of the boots before it, and where the first boot ended. */
	private longest = 0;
	private before = 0;
	private boundary = 0;

	constructor(log: DatedLog, owner: DatingOwner) {
		this.log = log;
		this.owner = owner;
	}

	/** The time of this boot is known: `offset` milliseconds since 1970 when the ticks were 0. */
	set offset(offset: number) {
		this._offset = offset;
		this.forget();
	}
	get offset(): number {
		return this._offset;
	}

	/** Forgets what it has found, since the log is another. */
	forget(): void {
		for (let slot = 0; slot < CHANNELS; slot++) {
			const account = this.log.accounts[slot];
			if (account) account.datedTo = 0;
		}
	}

	/**
	 * When the row of the account at `address` was sampled, in seconds since 1970; 0 when that is not known, or flash does not answer. `seconds` is
	 * its time, as it stands there.
	 */
	seconds(kind: number, seconds: number, address: number, account: Account): number {
		if ((kind & Kind.Undated) === 0) return seconds;
		if (seconds === TIMELESS) return 0;
		if ((address < account.datedFrom || address >= account.datedTo) && !this.lookAhead(address, account)) return 0;
		const { offset } = account;
		return offset === 0 ? 0 : Math.floor(offset / 1_000 + seconds);
	}

	/** False when flash did not answer on the way: nothing is known then. */
	private lookAhead(from: number, account: Account): boolean {
		const { sectors } = this.log;
		const { slots } = sectors;
		sectors.silent = false;
		this.longest = this.before = 0;
		this.boundary = -1;
		let offset = 0;
		let address = from;
		for (; address < this.log.frontier && offset === 0; address++) {
			const place = address % slots;
			if ((place === 0 || address === from) && !sectors.has(Math.floor(address / slots))) address += slots - 1 - place;
			else offset = this.look(address);
		}
		if (sectors.silent) return false;
		if (offset === 0) {
			if (!this.log.marked) this.cross(address);
			offset = this._offset;
		}
		account.datedFrom = from;
		account.datedTo = offset === 0 ? Number.POSITIVE_INFINITY : this.boundary >= 0 ? this.boundary : address;
		account.offset = offset === 0 ? 0 : offset - this.before * 1_000;
		if (offset !== 0 && this.boundary >= 0) this.owner.estimated();
		return true;
	}

	/** The offset that the record at `address` tells of the boot it is in; 0 for none. */
	private look(address: number): number {
		const { sectors, accounts } = this.log;
		const { view } = sectors;
		const at = sectors.read(address);
		const kind = at < 0 ? -1 : sectors.kindAt(at, address, accounts);
		if (kind === Kind.Boot || kind === Kind.Offset) {
			if (kind === Kind.Boot) this.cross(address);
			return view.getFloat64(at + OFFSET);
		}
		if (kind > 0 && slotOf(kind) >= 0 && (kind & Kind.Undated) !== 0) {
			const seconds = view.getUint32(at + TIME);
			if (seconds === TIMELESS) return 0;
			if (seconds + BACK_S < this.longest) this.cross(address);
			if (seconds > this.longest) this.longest = seconds;
		}
		return 0;
	}

	/** At `address` the next boot begins. */
	private cross(address: number): void {
		if (this.boundary < 0) this.boundary = address;
		this.before += this.longest;
		this.longest = 0;
	}
}
