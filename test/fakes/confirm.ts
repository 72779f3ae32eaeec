import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { Update } from "feed/payload";
import type { Rows } from "journal/rows";
import { Confirm } from "publisher/confirm";

/** Rows in a test's hands: nothing of them but their created_at. */
export class StampedRows implements Rows {
	readonly #times: number[] = [];
	#tail = 0;
	#next = 0;
	#barrier = 0;
	readonly evicted = 0;
	readonly spoilt = 0;
	unconfirmed = 0;

	get kept(): number {
		return this.#times.length - this.#tail;
	}
	get unsent(): number {
		return this.#times.length - this.#next;
	}
	get appended(): number {
		return this.#times.length;
	}
	get settled(): number {
		return this.#tail;
	}
	get oldest(): number {
		return this.#times[this.#tail] ?? 0;
	}

	/** A row with this created_at. */
	add(time: number): void {
		this.#times.push(time);
	}
	/** The oldest row has to go. */
	evict(): void {
		this.#tail++;
		this.#next = Math.max(this.#next, this.#tail);
		this.#barrier = Math.max(this.#barrier, this.#tail);
	}
	append(): boolean {
		throw new Error("a confirm appends no row");
	}
	peek(update: Update): boolean {
		update.time = this.#times[this.#next] ?? 0;
		return this.unsent > 0;
	}
	sent(): void {
		this.#next++;
	}
	barrier(): void {
		this.#barrier = this.#next;
	}
	proved(): void {
		this.#tail = Math.max(this.#tail, this.#barrier);
	}
	settle(): void {
		if (this.#next > this.#tail) this.#tail++;
	}
	giveUp(): void {
		if (this.#next === this.#tail) return;
		this.#tail++;
		this.unconfirmed++;
	}
	rewind(): void {
		this.#next = this.#barrier = this.#tail;
	}
}

/** The created_at of row number `i`. */
export function stampOf(i: number): number {
	return Date.UTC(2026, 5, 1) + i * 60_000;
}

/** A confirm with rows of its own, numbered from 0, on a connection whose subscription is granted. */
export class ConfirmBench {
	readonly clock = new FakeClock(0);
	readonly log = new RecordingLog();
	readonly rows = new StampedRows();
	readonly confirm: Confirm;
	readonly #update = new Update();
	crowded = false;

	constructor(rows = 3) {
		for (let i = 0; i < rows; i++) this.rows.add(stampOf(i));
		this.confirm = this.make();
		this.connect();
	}

	/** Another confirm of the same rows, as new settings make it. */
	make(): Confirm {
		const { clock, log, rows } = this;
		return new Confirm({ clock, log, rows, number: 1, crowded: () => this.crowded });
	}

	connect(result = 0): void {
		this.confirm.onSession();
		this.confirm.onResult(result);
	}

	/** The connection ends, as the channel tells it. */
	lose(): void {
		this.confirm.lost();
		this.rows.rewind();
	}

	/** Sends the next row, as the channel does when its turn has come. False when there is nothing to send now. */
	send(): boolean {
		const { clock, confirm, rows } = this;
		if (confirm.next(0) > clock.ticks) return false;
		confirm.resume();
		if (!rows.peek(this.#update)) return false;
		rows.sent();
		confirm.sent(this.#update.time);
		return true;
	}

	/** Sends the next row, which the broker reads at once. */
	sendRead(): boolean {
		if (!this.send()) return false;
		this.rows.barrier();
		this.confirm.proved(true);
		return true;
	}

	/** Lets the wait for the echo pass `times` over, sending again what is to be. How many messages left. */
	silence(times: number): number {
		let sent = 0;
		for (let i = 0; i < times; i++) {
			this.clock.advance(30_000);
			if (this.sendRead()) sent++;
		}
		return sent;
	}

	/** Lines that were told as an error. */
	get errors(): readonly string[] {
		return this.log.lines.filter((line) => line.startsWith("error "));
	}
}
