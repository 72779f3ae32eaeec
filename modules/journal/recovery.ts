import { Account, type Accounts, markSlot } from "journal/account";
import { BOOT } from "journal/dating";
import { replayEviction, setWritten } from "journal/eviction";
import { CHANNELS, Kind, slotOf } from "journal/row";
import type { Sectors } from "journal/sectors";

/** How the board finds the log when it comes up. */
export interface Found {
	/** Flash could be read. */
	readonly readable: boolean;
	/** Address behind the last record, whatever it holds, and behind the last one that is good. */
	readonly frontier: number;
	readonly torn: number;
	/** Number of the last boot; 0 for none. */
	readonly boot: number;
	/** The newest sector begins with all marks of its set. */
	readonly whole: boolean;
}

/**
 * Finds the end of the log and fills the accounts, each of which it makes by the channel's first mark: by all headers and, since a sector begins
 * with the marks of all channels, by the records of the newest sector, or of the newest two when the power was cut within that set. Where marks have
 * rotted it goes further back, to the whole log at worst: each record is read once then.
 */
export function recover(sectors: Sectors, accounts: Accounts): Found {
	const readable = sectors.open();
	const { newest } = sectors;
	if (newest === 0) return { readable, frontier: 0, torn: 0, boot: 0, whole: true };
	const base = findBase(sectors, accounts);
	const replay = new Replay(sectors, accounts);
	for (let sector = base; sector <= newest; sector++) if (sectors.has(sector)) replay.sector(sector);
	for (let slot = 0; slot < CHANNELS; slot++) {
		const account = accounts[slot];
		if (account?.used) evictErased(sectors, accounts, account);
	}
	const { frontier, torn, boot } = replay;
	return { readable, frontier, torn, boot, whole: base === newest };
}

/**
 * When the power was cut twice, within the mark of an eviction and before the next sector said the same, the account's oldest rows may have
 * stood in the sector that was erased then: those went by eviction.
 */
function evictErased(sectors: Sectors, accounts: Readonly<Accounts>, account: Account): void {
	const oldest = sectors.newest - sectors.count + 1;
	const sector = Math.floor(account.tailAt / sectors.slots);
	if (account.stored === 0 || sector > oldest || sectors.has(sector)) return;
	const next = Math.max(sector, oldest) + (sectors.has(oldest) ? 0 : 1);
	const rows = setWritten(sectors, accounts, account, next) - account.tail;
	if (rows <= 0) return;
	account.evicted += rows;
	account.settle(rows, next * sectors.slots);
}

/** The newest sector whose set of marks is whole; the oldest there is when none is. */
function findBase(sectors: Sectors, accounts: Readonly<Accounts>): number {
	let oldest = sectors.newest;
	for (let sector = sectors.newest; sector > sectors.newest - sectors.count && sector > 0; sector--) {
		if (!sectors.has(sector) || !sectors.header(sector)) continue;
		oldest = sector;
		if (isWhole(sectors, accounts, sector, sectors.set)) return sector;
	}
	return oldest;
}

function isWhole(sectors: Sectors, accounts: Readonly<Accounts>, sector: number, set: number): boolean {
	const from = sector * sectors.slots;
	let marks = 0;
	for (let address = from; marks < set && address < from + CHANNELS && address < from + sectors.slots; address++) {
		const at = sectors.read(address);
		const kind = at < 0 ? -1 : sectors.kindAt(at, address, accounts);
		if (kind === Kind.ChannelOfSet) marks++;
		else if (kind > 0) break;
	}
	return marks === set;
}

class Replay {
	private readonly sectors: Sectors;
	private readonly accounts: Accounts;
	/** By slot: rows that were spoilt, as it seems, but may as well have been cut short when nothing good follows. */
	private readonly pending = new Uint16Array(CHANNELS);
	boot = 0;
	frontier = 0;
	torn = 0;

	constructor(sectors: Sectors, accounts: Accounts) {
		this.sectors = sectors;
		this.accounts = accounts;
	}

	sector(sector: number): void {
		const { slots } = this.sectors;
		const from = sector * slots;
		if (this.sectors.header(sector) && this.sectors.boot > this.boot) this.boot = this.sectors.boot;
		this.frontier = this.torn = from;
		for (let address = from; address < from + slots; address++) {
			const at = this.sectors.read(address);
			const kind = at < 0 ? -1 : this.sectors.kindAt(at, address, this.accounts);
			if (kind === Kind.Empty) continue;
			this.frontier = address + 1;
			if (kind < 0) this.bad(at);
			else if (kind !== Kind.Void) this.good(kind, at, address);
		}
	}

	/** The row that it seems to have been is missed when its channel is read. */
	private bad(at: number): void {
		const slot = at < 0 ? -1 : slotOf(this.sectors.bytes[at]);
		if (slot >= 0 && this.accounts[slot]?.used) this.pending[slot]++;
	}

	private good(kind: number, at: number, address: number): void {
		for (let slot = 0; slot < CHANNELS; slot++) this.wrote(slot, this.pending[slot]);
		this.pending.fill(0);
		this.torn = address + 1;
		const { view, slots } = this.sectors;
		if (kind === Kind.Channel || kind === Kind.ChannelOfSet) {
			const slot = markSlot(view, at);
			if (slot >= 0) this.accountOf(slot).read(view, at, slots);
		} else if (kind === Kind.Boot) this.boot = Math.max(this.boot, view.getUint32(at + BOOT));
		else if (kind === Kind.Evict) {
			for (let slot = 0; slot < CHANNELS; slot++) {
				const account = this.accounts[slot];
				if (account?.used) replayEviction(view, at, account, slots);
			}
		} else if (slotOf(kind) >= 0) this.wrote(slotOf(kind), 1);
	}

	private accountOf(slot: number): Account {
		const account = this.accounts[slot] ?? new Account(slot);
		this.accounts[slot] = account;
		return account;
	}

	private wrote(slot: number, rows: number): void {
		const account = this.accounts[slot];
		if (account) account.written += rows;
	}
}
