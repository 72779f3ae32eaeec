import { crc32 } from "core/crc32";
import { Account, type Accounts } from "journal/account";
import { ChannelRows } from "journal/channel-rows";
import type { FlashLog } from "journal/flash-log";
import { CHANNELS } from "journal/row";
import type { Shared } from "journal/shared";

/** Who has which slot: channels that were opened, and those of which only flash knows. */
export class Seats {
	private readonly shared: Shared;
	private readonly log: FlashLog | undefined;
	/** Slots there are. */
	readonly count: number;
	/** By slot: the account, and the rows; those are there where a channel has the slot. */
	private readonly accounts: Accounts;
	private readonly channels: (ChannelRows | undefined)[] = [];
	private opened = 0;
	/** How many rows of another channel had to go for the one opened last. */
	gone = 0;

	constructor(shared: Shared, log: FlashLog | undefined) {
		this.shared = shared;
		this.log = log;
		this.count = log?.channels ?? CHANNELS;
		this.accounts = log?.accounts ?? [];
		for (let slot = 0; slot < this.count; slot++) {
			const account = this.accounts[slot];
			if (account?.used) this.channels[slot] = new ChannelRows(shared, account);
		}
	}

	/** The rows of slot `slot`; undefined where no channel has had it since boot. */
	at(slot: number): ChannelRows | undefined {
		return this.channels[slot];
	}

	/** Opens the channel called `name`; `gone` tells what it has cost. */
	open(name: string): ChannelRows {
		const key = keyOf(name);
		let slot = 0;
		while (slot < this.count && !isOf(this.accounts[slot], key)) slot++;
		this.gone = 0;
		let channel = this.at(slot);
		if (slot === this.count || !channel) {
			slot = this.choose();
			this.gone = this.at(slot)?.kept ?? 0;
			channel = this.give(slot, key);
		}
		channel.opened = ++this.opened;
		return channel;
	}

	private give(slot: number, key: number): ChannelRows {
		const account = this.accounts[slot] ?? new Account(slot);
		this.accounts[slot] = account;
		this.at(slot)?.detach();
		account.begin(key, this.log?.frontier ?? 0);
		const channel = new ChannelRows(this.shared, account);
		this.channels[slot] = channel;
		return channel;
	}

	/** The slot for another channel: one that keeps nothing, or the one whose rows are the oldest, of those that were not opened, if there are any. */
	private choose(): number {
		let best = 0;
		for (let slot = 1; slot < this.count; slot++) if (this.isBetter(slot, best)) best = slot;
		return best;
	}

	private isBetter(slot: number, than: number): boolean {
		const one = this.accounts[slot];
		const other = this.accounts[than];
		if (!one?.used || !other?.used) return !one?.used && other?.used === true;
		const opens = openedOf(this.at(slot));
		const others = openedOf(this.at(than));
		if (opens !== others && opens * others > 0) return opens < others;
		if (opens !== others) return opens === 0;
		if (this.kept(slot) === 0 || this.kept(than) === 0) return this.kept(than) > 0;
		return one.tailAt < other.tailAt;
	}

	private kept(slot: number): number {
		return this.at(slot)?.kept ?? 0;
	}

	/** The channel with the oldest row in RAM that is not copied for flash; undefined for none. */
	get oldest(): ChannelRows | undefined {
		let oldest: ChannelRows | undefined;
		let age = Number.POSITIVE_INFINITY;
		for (let slot = 0; slot < this.count; slot++) {
			const channel = this.at(slot);
			const since = channel?.queue.age ?? Number.POSITIVE_INFINITY;
			if (since >= age) continue;
			oldest = channel;
			age = since;
		}
		return oldest;
	}

	/** What was copied for flash and is still in RAM is to be copied again. */
	recopy(): void {
		for (let slot = 0; slot < this.count; slot++) this.at(slot)?.queue.recopy();
	}

	/** Everything goes; the slots of channels that nobody has opened are free. */
	clear(): void {
		for (let slot = 0; slot < this.count; slot++) {
			const account = this.accounts[slot];
			if (!account) continue;
			const { used } = account;
			this.at(slot)?.clear();
			account.used = used && openedOf(this.at(slot)) > 0;
		}
	}

	/** Rows kept in flash. */
	get stored(): number {
		let stored = 0;
		for (let slot = 0; slot < this.count; slot++) stored += this.accounts[slot]?.stored ?? 0;
		return stored;
	}

	/** Rows kept of channels that nobody has opened. */
	get foreign(): number {
		let rows = 0;
		for (let slot = 0; slot < this.count; slot++) if (openedOf(this.at(slot)) === 0) rows += this.kept(slot);
		return rows;
	}
}

/** Whether it is that of the channel with this key. */
function isOf(account: Account | undefined, key: number): boolean {
	return account?.used === true && account.key === key;
}

function openedOf(channel: ChannelRows | undefined): number {
	return channel?.opened ?? 0;
}

/** CRC-32 of a name, two bytes a letter. */
function keyOf(name: string): number {
	const letter = new Uint8Array(2);
	let crc = 0;
	for (let i = 0; i < name.length; i++) {
		const code = name.charCodeAt(i);
		letter[0] = code >> 8;
		letter[1] = code & 0xff;
		crc = crc32(letter, 0, 2, crc);
	}
	return crc;
}
