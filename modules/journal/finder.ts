import { type Account, markWritten } from "journal/account";
import { setWritten } from "journal/eviction";
import type { FlashLog } from "journal/flash-log";
import { Kind, readValues, slotOf, TIME, TIMELESS } from "journal/row";

/** Finds a channel's rows among those of all channels in the log. */
export class Finder {
	private readonly log: FlashLog;
	/** Rows that should have stood before the one found last, and did not: spoilt. */
	missing = 0;
	/** Where in `sectors.bytes` the record looked at last stands. */
	private at = 0;

	constructor(log: FlashLog) {
		this.log = log;
	}

	/** Begins to look: what flash does not answer from here on shows in `unanswered`. */
	begin(): void {
		this.log.sectors.silent = false;
	}

	/** Flash did not answer: what was found since `begin` may not be all that is there. */
	get unanswered(): boolean {
		return this.log.sectors.silent;
	}

	/** It may answer later: what it does not give now is not spoilt. One that takes nothing either has been given up. */
	get waits(): boolean {
		return this.unanswered && !this.log.dead;
	}

	/**
	 * Address of the account's first row at `from` or behind it, where the row with this ordinal should be; -1 when there is none, or `waits`. What
	 * the marks on the way count, and is not there, is `missing`. Whole sectors without a row of the channel are passed over.
	 */
	find(account: Account, from: number, ordinal: number): number {
		const { sectors, frontier } = this.log;
		this.begin();
		this.missing = 0;
		for (let address = from; address < frontier && ordinal + this.missing < account.written; ) {
			const place = address % sectors.slots;
			const sector = (address - place) / sectors.slots;
			if ((place === 0 || address === from) && this.isWithout(account, sector, place)) {
				address += sectors.slots - place;
				continue;
			}
			if (this.look(account, address, ordinal)) return address;
			if (this.waits) {
				this.missing = 0;
				return -1;
			}
			address++;
		}
		this.missing = Math.max(0, account.written - ordinal);
		return -1;
	}

	/** Whether `sector` is no part of the log, or has no row of the account, as the marks at its beginning and at its end say. */
	private isWithout(account: Account, sector: number, place: number): boolean {
		const { sectors, accounts } = this.log;
		if (!sectors.has(sector)) return true;
		if (place > 0) return false;
		const written = setWritten(sectors, accounts, account, sector);
		return written >= 0 && written === setWritten(sectors, accounts, account, sector + 1);
	}

	/** Whether a row of the account stands at `address`; a mark there corrects what is missing. */
	private look(account: Account, address: number, ordinal: number): boolean {
		const { sectors } = this.log;
		const kind = this.kindAt(address);
		if (kind === Kind.Channel || kind === Kind.ChannelOfSet) {
			const written = markWritten(sectors.view, this.at, account);
			if (written > ordinal + this.missing) this.missing = written - ordinal;
		}
		return kind > 0 && slotOf(kind) === account.slot;
	}

	/** The kind of the record at `address`; -1 when it is damaged. */
	kindAt(address: number): number {
		const { sectors, accounts } = this.log;
		this.at = sectors.read(address);
		return this.at < 0 ? -1 : sectors.kindAt(this.at, address, accounts);
	}

	/** The values of the row that `kindAt` or `find` looked at. */
	values(target: { [field: number]: number }): void {
		readValues(this.log.sectors.view, this.at, target);
	}

	/** Whether that row has no time, and nothing says yet that it must go without one. */
	undecided(account: Account, ordinal: number): boolean {
		const { view, bytes } = this.log.sectors;
		const undated = (bytes[this.at] & Kind.Undated) !== 0 && view.getUint32(this.at + TIME) !== TIMELESS;
		return undated && !account.isTimeless(ordinal);
	}

	/** When that row, which has this ordinal, was sampled, in seconds since 1970; 0 when it has no time. Behind it `values` is no longer that row. */
	seconds(account: Account, address: number, ordinal: number): number {
		const { sectors, dater } = this.log;
		const kind = sectors.bytes[this.at];
		if ((kind & Kind.Undated) !== 0 && account.isTimeless(ordinal)) return 0;
		return dater.seconds(kind, sectors.view.getUint32(this.at + TIME), address, account);
	}
}
