import type { Clock } from "core/clock";
import type { Log } from "core/log";
import { ChannelRows, type Shared } from "journal/channel-rows";
import type { Flash } from "journal/flash";
import { Ring } from "journal/ring";
import { CHANNELS } from "journal/row";
import type { Rows } from "journal/rows";

/** Rows in RAM where there is no flash behind them. */
const ROWS_ALONE = 256;

/** What a journal is made of. */
export interface JournalOptions {
	readonly clock: Clock;
	/** Problems are told by `error`, one line each. */
	readonly log: Log;
	/** Where rows outlive a restart; undefined for a journal in RAM alone. */
	readonly flash: Flash | undefined;
	/** Rows in RAM, 41 bytes each: 32 by default, 256 without flash. */
	readonly rows?: number;
}

/**
 * The rows of all channels that the broker has not proved to have read: in RAM, and in flash behind it. Made once; it outlives the parts that
 * are made anew by other settings or behind a defect. Nothing of it throws.
 */
export class Journal implements Shared {
	readonly #clock: Clock;
	readonly #names: string[] = [];
	readonly #channels: ChannelRows[] = [];
	readonly ring: Ring;
	/** Time in milliseconds since 1970 at which the ticks were 0; 0 while it is not known. Kept as it was found first. */
	#offset = 0;
	#online = false;

	constructor(options: JournalOptions) {
		this.#clock = options.clock;
		this.ring = new Ring(options.rows ?? ROWS_ALONE);
	}

	/**
	 * The rows of the channel called `name`: the same object each time. What it kept when the board was last on is there. Whoever takes it over
	 * rewinds it.
	 */
	rows(name: string): Rows {
		let slot = this.#names.indexOf(name);
		if (slot < 0) {
			slot = this.#names.length % CHANNELS;
			this.#names[slot] = name;
			this.#channels[slot] = new ChannelRows(this, slot);
		}
		return this.#channels[slot];
	}

	/** Whether a session is ready: a row appended then stays in RAM a while, to be proved there. */
	get online(): boolean {
		return this.#online;
	}
	set online(online: boolean) {
		this.#online = online;
	}

	/** Share of its room taken by rows kept, 0 to 1. */
	get level(): number {
		return this.ring.used / this.ring.rows;
	}
	/** Rows outlive a restart: there is a flash, and it works. */
	get durable(): boolean {
		return false;
	}
	/** Rows kept of channels that nobody has opened since boot. */
	get foreign(): number {
		return 0;
	}

	/** All that is in RAM only goes to flash: before a restart or a sleep. */
	flush(): void {
		this.onTime();
	}

	/** The clock was set: rows of this boot get their time. Only the first time counts. */
	onTime(): void {
		const { time, ticks } = this.#clock;
		if (this.#offset !== 0 || time === 0) return;
		this.#offset = time - ticks;
		for (let slot = 0; slot < this.#channels.length; slot++) this.#channels[slot].date(this.#offset);
	}

	/** Everything goes, counters too (factory reset). False when the flash could not be erased. */
	erase(): boolean {
		for (let slot = 0; slot < this.#channels.length; slot++) this.#channels[slot].clear();
		return true;
	}

	/** Flushes, and uses the flash no more. */
	close(): void {
		this.flush();
	}

	makeRoom(): boolean {
		if (this.ring.used < this.ring.rows) return true;
		this.#oldest().evict();
		return false;
	}

	secondsAt(ticks: number): number {
		this.onTime();
		const { time, ticks: now } = this.#clock;
		return time === 0 ? 0 : Math.floor((time - (now - ticks)) / 1_000);
	}

	appended(): void {
		return;
	}

	#oldest(): ChannelRows {
		const channels = this.#channels;
		let oldest = channels[0];
		for (let slot = 1; slot < channels.length; slot++) if (channels[slot].age < oldest.age) oldest = channels[slot];
		return oldest;
	}
}
