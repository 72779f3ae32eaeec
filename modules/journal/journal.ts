import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { Account } from "journal/account";
import { Finder } from "journal/finder";
import type { Flash } from "journal/flash";
import { FlashLog, type LogOwner } from "journal/flash-log";
import { Ring } from "journal/ring";
import { RECORD } from "journal/row";
import type { Rows } from "journal/rows";
import { Seats } from "journal/seats";
import { BATCH } from "journal/sectors";
import type { Shared } from "journal/shared";
import { Teller } from "journal/teller";

/** Rows in RAM with flash behind them, and without. */
const ROWS = 32;
/** With flash, where rows wait for their moment only, there is memory for so many at first. */
const ROWS_USUAL = 4;
const ROWS_ALONE = 256;
/** After so many rows settled in flash it is told, and with nothing left there as often as this: they would be sent again behind a power cut. */
const PROOFS = 8;
const MARK_MS = 600_000;
const SECTORS_MIN = 3;

/** What a journal is made of. */
export interface JournalOptions {
	readonly clock: Clock;
	/** Problems are told by `error`, one line each. */
	readonly log: Log;
	/** Where rows outlive a restart: at least 3 sectors of 256 bytes; undefined for a journal in RAM alone. */
	readonly flash: Flash | undefined;
	/** Rows in RAM, 51 bytes each: 32 by default, 256 without flash. */
	readonly rows?: number;
}

/**
 * The rows of all channels that the broker has not proved to have read: in RAM, and in flash behind it. Made once; it outlives the parts that
 * are made anew by other settings or behind a defect. Nothing of it throws.
 */
export class Journal implements Shared, LogOwner {
	private readonly _clock: Clock;
	private readonly teller: Teller;
	private readonly _log: FlashLog | undefined;
	private readonly seats: Seats;
	readonly ring: Ring;
	readonly finder: Finder | undefined;
	evictions = 0;
	epoch = 0;
	/** Time in milliseconds since 1970 at which the ticks were 0; 0 while it is not known. Kept as it was found first. */
	private offset = 0;
	private _gathering = false;
	private closed = false;
	private proofs = 0;
	/** Ticks from which flash is told again as soon as nothing is left there. */
	private markAt = 0;

	/** Recovers what the flash holds. */
	constructor(options: JournalOptions) {
		const { clock, flash } = options;
		this._clock = clock;
		this.teller = new Teller(options.log);
		const log = flash ? this.open(flash) : undefined;
		this._log = log;
		this.finder = log ? new Finder(log) : undefined;
		this.ring = log ? new Ring(options.rows ?? ROWS, ROWS_USUAL) : new Ring(options.rows ?? ROWS_ALONE);
		this.seats = new Seats(this, log);
	}

	private open(flash: Flash): FlashLog | undefined {
		const log = flash.sectors >= SECTORS_MIN ? new FlashLog(flash, this) : undefined;
		if (log?.readable && log.channels > 0) return log;
		this.teller.unusable();
		return undefined;
	}

	/**
	 * The rows of the channel called `name`: the same object each time. What it kept when the board was last on is there. Whoever takes it over
	 * rewinds it. A name that is new takes the place of a channel that nobody has opened since boot, if it must: its rows are evicted.
	 */
	rows(name: string): Rows {
		const rows = this.seats.open(name);
		const { gone } = this.seats;
		if (gone > 0) {
			this.evictions += gone;
			this.teller.gone(gone);
		}
		return rows;
	}

	/**
	 * While true, rows appended wait in RAM, so that those of one moment are written to flash together. Otherwise each is written at once, and
	 * before it is sent: the power is likeliest to fail when the radio begins to send.
	 */
	get gathering(): boolean {
		return this._gathering;
	}
	set gathering(gathering: boolean) {
		this._gathering = gathering;
		if (!gathering) this.spill();
	}

	/** Share of its room taken by rows kept, 0 to 1. */
	get level(): number {
		const log = this.usable;
		if (!log) return this.ring.used / this.ring.rows;
		return Math.min(1, (this.seats.stored + this.ring.used) / log.capacity);
	}

	/** Rows outlive a restart: there is a flash, and it works. */
	get durable(): boolean {
		return this.usable !== undefined;
	}

	/** Rows kept of channels that nobody has opened since boot. */
	get foreign(): number {
		return this.seats.foreign;
	}

	/** All that is only in RAM goes to flash: before a restart or a sleep. */
	flush(): void {
		this.onTime();
		this.spill();
		this.proofs = 0;
		this.markAll();
	}

	/** The clock was set: rows of this boot get their time. Only the first time counts. */
	onTime(): void {
		const log = this.usable;
		if (this.learn() && log && this.seats.stored > 0) this.check(log.date());
	}

	/** True when the time of this boot has become known now. */
	private learn(): boolean {
		if (this.offset !== 0) return false;
		const { time, ticks } = this._clock;
		if (time === 0) return false;
		this.offset = time - ticks;
		this.epoch++;
		const log = this.usable;
		if (log) log.dater.offset = this.offset;
		for (let slot = 0; slot < this.seats.count; slot++) this.seats.at(slot)?.queue.date(this.offset);
		return true;
	}

	looked(): void {
		if (this.usable?.started === false) this.learn();
		else this.onTime();
	}

	dated(): void {
		const log = this.usable;
		if (log && !log.started) this.check(log.date());
	}

	/** Everything goes, counters too (factory reset). False when the flash could not be erased. */
	erase(): boolean {
		const done = this._log?.clear() ?? true;
		this.seats.clear();
		return done;
	}

	/** Flushes, and writes to flash no more. */
	close(): void {
		this.flush();
		this.closed = true;
	}

	get ticks(): number {
		return this._clock.ticks;
	}

	private get usable(): FlashLog | undefined {
		return this.closed || this._log?.dead ? undefined : this._log;
	}

	makeRoom(): void {
		if (this.ring.used === this.ring.rows) this.spill();
		if (this.ring.used < this.ring.rows) return;
		this.evictions++;
		this.seats.oldest?.evictFirst();
	}

	secondsAt(ticks: number): number {
		this.onTime();
		const { time, ticks: now } = this._clock;
		return time === 0 ? 0 : Math.floor((time - (now - ticks)) / 1_000);
	}

	appended(): void {
		if (!this._gathering) this.spill();
	}

	/** All rows of the ring go to flash, the oldest first. */
	private spill(): void {
		const log = this.usable;
		if (!log) return;
		this.seats.recopy(); // an exception may have left some copied
		let count = 0;
		for (;;) {
			const channel = this.seats.oldest;
			const full = count === BATCH || !channel || channel.unannounced;
			if (count > 0 && full) {
				if (!this.check(log.write(count))) break;
				count = 0;
			} else if (!channel) return;
			else if (channel.unannounced) {
				if (!this.check(log.mark(channel.account))) break;
			} else {
				count++;
				channel.queue.copy(log.batchFor(count), count * RECORD);
			}
		}
		this.seats.recopy();
	}

	private check(written: boolean): boolean {
		if (!written) this.teller.dead();
		return written;
	}

	moved(slot: number, address: number): void {
		this.seats.at(slot)?.moved(address);
	}

	gone(slot: number, rows: number): void {
		this.evictions += rows;
		this.seats.at(slot)?.gone();
	}

	settled(account: Account, rows: number): void {
		this.proofs += rows;
		const { ticks } = this._clock;
		const seldom = account.stored === 0 && ticks >= this.markAt;
		if (this.proofs < PROOFS && !seldom) return;
		this.proofs = 0;
		this.markAt = ticks + MARK_MS;
		this.markAll();
	}

	mark(account: Account): void {
		const log = this.usable;
		if (log) this.check(log.mark(account));
	}

	/** Flash is told of all channels that have changed since. */
	private markAll(): void {
		for (let slot = 0; slot < this.seats.count; slot++) {
			const account = this.seats.at(slot)?.account;
			if (account?.used && account.dirty) this.mark(account);
		}
	}

	spoilt(rows: number): void {
		this.teller.spoilt(rows);
	}

	estimated(): void {
		this.teller.estimated();
	}
}
