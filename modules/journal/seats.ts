import { crc32 } from "core/crc32";
import { Account } from "journal/account";
import { ChannelRows } from "journal/channel-rows";
import type { FlashLog } from "journal/flash-log";
import { CHANNELS } from "journal/row";
import type { Shared } from "journal/shared";

/** Who has which slot: channels that were opened, and those of which only flash knows. */
export class Seats {
	readonly #shared: Shared;
	readonly #log: FlashLog | undefined;
	readonly #channels: ChannelRows[] = [];
	/** By slot: when the channel was opened, counted; 0 for one that nobody has opened since boot. */
	readonly #opens = new Uint32Array(CHANNELS);
	#opened = 0;
	#last = 0;

	constructor(shared: Shared, log: FlashLog | undefined) {
		this.#shared = shared;
		this.#log = log;
		for (let slot = 0; slot < (log?.channels ?? CHANNELS); slot++)
			this.#channels.push(new ChannelRows(shared, log?.accounts[slot] ?? new Account(slot)));
	}

	/** Slots there are. */
	get count(): number {
		return this.#channels.length;
	}

	/** The rows of slot `slot`. */
	at(slot: number): ChannelRows {
		return this.#channels[slot];
	}

	/** The channel opened last. */
	get opened(): ChannelRows {
		return this.#channels[this.#last];
	}

	/** Opens the channel called `name`; how many rows of another one had to go for it. */
	open(name: string): number {
		const key = keyOf(name);
		let slot = 0;
		while (slot < this.count && !(this.at(slot).account.used && this.at(slot).account.key === key)) slot++;
		let gone = 0;
		if (slot === this.count) {
			slot = this.#choose();
			gone = this.at(slot).kept;
			this.#give(slot, key);
		}
		this.#last = slot;
		this.#opens[slot] = ++this.#opened;
		return gone;
	}

	#give(slot: number, key: number): void {
		const { account } = this.at(slot);
		this.at(slot).detach();
		account.begin(key, this.#log?.frontier ?? 0);
		this.#channels[slot] = new ChannelRows(this.#shared, account);
	}

	/** The slot for another channel: one that keeps nothing, or the one whose rows are the oldest, of those that were not opened, if there are any. */
	#choose(): number {
		let best = 0;
		for (let slot = 1; slot < this.count; slot++) if (this.#isBetter(slot, best)) best = slot;
		return best;
	}

	#isBetter(slot: number, than: number): boolean {
		const [one, other] = [this.at(slot), this.at(than)];
		if (one.account.used !== other.account.used) return !one.account.used;
		if (this.#opens[slot] !== this.#opens[than] && this.#opens[slot] * this.#opens[than] > 0)
			return this.#opens[slot] < this.#opens[than];
		if (this.#opens[slot] !== this.#opens[than]) return this.#opens[slot] === 0;
		if (one.kept === 0 || other.kept === 0) return other.kept > 0;
		return one.account.tailAt < other.account.tailAt;
	}

	/** The channel with the oldest row in RAM that is not copied for flash; undefined for none. */
	get oldest(): ChannelRows | undefined {
		let oldest = this.at(0);
		for (let slot = 1; slot < this.count; slot++)
			if (this.at(slot).queue.age < oldest.queue.age) oldest = this.at(slot);
		return oldest.queue.age === Number.POSITIVE_INFINITY ? undefined : oldest;
	}

	/** What was copied for flash and is still in RAM is to be copied again. */
	recopy(): void {
		for (let slot = 0; slot < this.count; slot++) this.at(slot).queue.recopy();
	}

	/** Everything goes; the slots of channels that nobody has opened are free. */
	clear(): void {
		for (let slot = 0; slot < this.count; slot++) {
			const channel = this.at(slot);
			const { used } = channel.account;
			channel.clear();
			channel.account.used = used && this.#opens[slot] > 0;
		}
	}

	/** Rows kept in flash. */
	get stored(): number {
		let stored = 0;
		for (let slot = 0; slot < this.count; slot++) stored += this.at(slot).account.stored;
		return stored;
	}

	/** Rows kept of channels that nobody has opened. */
	get foreign(): number {
		let rows = 0;
		for (let slot = 0; slot < this.count; slot++) if (this.#opens[slot] === 0) rows += this.at(slot).kept;
		return rows;
	}
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
