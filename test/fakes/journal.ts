import type { Clock } from "core/clock";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FIELDS, Update } from "feed/payload";
import type { Flash } from "journal/flash";
import { Journal } from "journal/journal";
import type { Rows } from "journal/rows";

/** A row that shows its number in every field. */
export function row(number: number): number[] {
	return Array.from({ length: FIELDS }, (_, field) => number + field / 10);
}

/** The values of the oldest row not sent. */
export function values(rows: Rows): number[] {
	const update = new Update();
	update.clear();
	rows.peek(update);
	return update.values;
}

/** Sends everything; the numbers of the rows that were sent. */
export function sendAll(rows: Rows): number[] {
	const numbers: number[] = [];
	const update = new Update();
	while (rows.peek(update)) {
		numbers.push(update.values[0]);
		rows.sent();
	}
	return numbers;
}

/** As `sendAll`, each number with the row's created_at in seconds since 1970 behind it. */
export function sendTimed(rows: Rows): [number, number][] {
	const sent: [number, number][] = [];
	const update = new Update();
	while (rows.peek(update)) {
		sent.push([update.values[0], update.time / 1_000]);
		rows.sent();
	}
	return sent;
}

/** A journal that was just made, with what it is made of. */
export class JournalBoard {
	readonly clock: FakeClock;
	readonly log = new RecordingLog();
	readonly journal: Journal;

	/** `epoch` is the clock's time at ticks 0, 0 for a board that does not know it. */
	constructor(flash?: Flash, rows?: number, epoch?: number) {
		this.clock = new FakeClock(epoch);
		const clock: Clock = this.clock;
		this.journal = new Journal({ clock, log: this.log, flash, ...(rows === undefined ? {} : { rows }) });
	}

	/** The channel called `name`, rewound. */
	open(name: string): Rows {
		const rows = this.journal.rows(name);
		rows.rewind();
		return rows;
	}
}

/** Proves `count` rows of those not sent. */
export function deliver(rows: Rows, count: number): void {
	const update = new Update();
	for (let i = 0; i < count && rows.peek(update); i++) rows.sent();
	rows.barrier();
	rows.proved();
}
