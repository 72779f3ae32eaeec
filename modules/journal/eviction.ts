import { type Account, type Accounts, markWritten } from "journal/account";
import type { Dater } from "journal/dating";
import { CHANNELS, Kind, slotOf, TIME } from "journal/row";
import type { Sectors } from "journal/sectors";
import { stampOf } from "journal/stamp";

const SECTOR = 1;
const PASSED = 5;
const EVICTED = PASSED + CHANNELS;
const SPOILT = EVICTED + CHANNELS;
const COUNT_MAX = 255;
/** Before the first row of a sector stand so many records at most: two sets of marks and some of boots. */
const MARKS_MAX = 2 * CHANNELS + 4;

/** What must be known of the log. */
export interface EvictingLog {
	readonly sectors: Sectors;
	readonly accounts: Readonly<Accounts>;
	readonly dater: Dater;
}

/** What the accounts lose when a sector is erased. It is counted in the mark that says so, the first record of what is given as `mark`. */
export class Eviction {
	private readonly log: EvictingLog;

	constructor(log: EvictingLog) {
		this.log = log;
	}

	/**
	 * Counts what goes with `sector`, and moves stamps over it: of each slot its rows behind its last mark that are not kept any more, those that are, and
	 * kept ones that are not there. False when flash knows already that nothing does.
	 */
	count(mark: Uint8Array, sector: number): boolean {
		mark.fill(0, PASSED, SPOILT + CHANNELS);
		const { sectors, accounts } = this.log;
		const { slots } = sectors;
		for (let address = sector * slots; address < (sector + 1) * slots; address++) this.countAt(mark, address);
		let any = false;
		for (let slot = 0; slot < CHANNELS; slot++) {
			const account = accounts[slot];
			if (account?.used && account.stored > 0 && account.tailAt < (sector + 1) * slots)
				mark[SPOILT + slot] = this.missed(account, mark[EVICTED + slot], sector + 1);
			any = any || mark[PASSED + slot] + mark[EVICTED + slot] + mark[SPOILT + slot] > 0;
		}
		return any;
	}

	private countAt(mark: Uint8Array, address: number): void {
		const { sectors, accounts, dater } = this.log;
		const { bytes, view } = sectors;
		const at = sectors.read(address);
		const kind = at < 0 ? -1 : sectors.kindAt(at, address, accounts);
		const slot = kind < 0 ? -1 : slotOf(bytes[at]);
		if (slot < 0) return;
		const account = accounts[slot];
		const evicted = mark[EVICTED + slot];
		if (!account || address < account.tailAt || evicted >= account.stored) {
			if (!account || address >= account.markedAt) mark[PASSED + slot]++;
			return;
		}
		mark[EVICTED + slot]++;
		const ordinal = account.tail + evicted;
		const seconds = dater.seconds(kind, view.getUint32(at + TIME), address, account);
		const timeless = (kind & Kind.Undated) !== 0 && account.isTimeless(ordinal);
		if (seconds > 0 && !timeless) account.stamp = stampOf(seconds, account.stamp);
	}

	/** Kept rows of the account that the sector should have had, besides those `evicted`, by the marks at the beginning of the next one, `next`. */
	private missed(account: Account, evicted: number, next: number): number {
		const written = setWritten(this.log.sectors, this.log.accounts, account, next);
		const found = account.tail + evicted;
		return written > found ? Math.min(COUNT_MAX, written - found) : 0;
	}

	/** Writes what the mark of `sector` says besides, without its CRC. */
	write(view: DataView, sector: number): void {
		view.setUint8(0, Kind.Evict);
		view.setUint32(SECTOR, sector);
	}

	/** Takes what was counted of `sector` from the account; how many rows were evicted. */
	apply(mark: Uint8Array, account: Account, sector: number): number {
		const { slot } = account;
		const end = (sector + 1) * this.log.sectors.slots;
		const kept = mark[EVICTED + slot];
		const missing = mark[SPOILT + slot];
		account.evicted += kept;
		account.spoilt += missing;
		account.settle(kept + missing, end);
		if (account.markedAt < end) account.markedAt = end;
		return kept;
	}
}

/** Takes from an account what the mark at `at` says, when the board comes up again. */
export function replayEviction(view: DataView, at: number, account: Account, slots: number): void {
	const end = (view.getUint32(at + SECTOR) + 1) * slots;
	const evicted = view.getUint8(at + EVICTED + account.slot);
	const spoilt = view.getUint8(at + SPOILT + account.slot);
	account.evicted += evicted;
	account.spoilt += spoilt;
	account.settle(view.getUint8(at + PASSED + account.slot) + evicted + spoilt, end);
	if (account.markedAt < end) account.markedAt = end;
}

/**
 * How many rows of the account had been written when `sector` began, by the marks before its first row: the set behind its header, or those
 * that the next boot wrote when the power was cut within that; -1 when none says so.
 */
export function setWritten(sectors: Sectors, accounts: Readonly<Accounts>, account: Account, sector: number): number {
	if (!sectors.has(sector)) return -1;
	const from = sector * sectors.slots;
	for (let address = from; address < from + Math.min(MARKS_MAX, sectors.slots); address++) {
		const at = sectors.read(address);
		const kind = at < 0 ? -1 : sectors.kindAt(at, address, accounts);
		if (kind === Kind.ChannelOfSet || kind === Kind.Channel) {
			const written = markWritten(sectors.view, at, account);
			if (written >= 0) return written;
		} else if (kind === Kind.Empty || (kind > 0 && slotOf(kind) >= 0)) return -1;
	}
	return -1;
}
