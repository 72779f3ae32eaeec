import { JournalBoard, row } from "fakes/journal";
import { seeded } from "fakes/random";
import { Update } from "feed/payload";
import { equal, ok, test } from "harness";
import type { Flash } from "journal/flash";
import type { Rows } from "journal/rows";
import { NorFlash, PowerCut } from "../../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
const NAMES = ["100", "200", "300"];

/** Flash that can only be read any more. */
function sealed(nor: NorFlash): Flash {
	const { sectors, sectorLength } = nor;
	return { sectors, sectorLength, read: (to, at) => nor.read(to, at), write: () => false, erase: () => false };
}

/** All that is known of a row that was taken. */
interface Taken {
	proved: boolean;
	/** It may have been in RAM only when the power went. */
	lostWith: boolean;
	/** Whether it was lost with the power could not be seen. */
	unsure: boolean;
	/** Its created_at when it was sent first. */
	stamp: number | undefined;
}

/** A board whose power goes at any time, over many boots. */
class Life {
	readonly nor: NorFlash;
	readonly #random: () => number;
	readonly #taken: Map<number, Taken>[] = NAMES.map(() => new Map());
	readonly #update = new Update();
	#board: JournalBoard;
	#rows: Rows[];
	#now = EPOCH;
	#number = 0;
	cuts = 0;
	evicted = 0;
	resent = 0;
	/** Stamps that went back by a second: the row before was evicted and the power cut within that. */
	moved = 0;

	constructor(seed: number) {
		this.#random = seeded(seed);
		this.nor = new NorFlash(4, 512, seed);
		this.#board = new JournalBoard(this.nor, 6, EPOCH);
		this.#rows = NAMES.map((name) => this.#board.open(name));
	}

	run(steps: number): void {
		this.#arm();
		for (let i = 0; i < steps; i++) {
			try {
				this.#step(Math.floor(this.#random() * NAMES.length), this.#random());
			} catch (error) {
				if (!(error instanceof PowerCut)) throw error;
				this.cuts++;
				this.#boot();
			}
		}
	}

	#arm(): void {
		this.nor.cutAfter(Math.floor(this.#random() * 1_500), this.#random() < 0.5 ? "prefix" : "bits");
	}

	/** The power is back, and may go again while the board comes up. */
	#boot(): void {
		this.nor.powerOn();
		this.#now += this.#board.clock.ticks + Math.floor(this.#random() * 60_000);
		const known = this.#random() < 0.6;
		this.#board = new JournalBoard(this.nor, 6, known ? this.#now : 0);
		this.#rows = NAMES.map((name) => this.#board.open(name));
		NAMES.forEach((_, channel) => {
			this.#account(channel);
		});
		this.#arm();
	}

	#step(channel: number, choice: number): void {
		const { clock, journal } = this.#board;
		const rows = this.#rows[channel];
		clock.advance(Math.floor(this.#random() * 3_000));
		if (choice < 0.45) this.#append(channel);
		else if (choice < 0.8) this.#send(channel, Math.floor(this.#random() * 4));
		else if (choice < 0.87) rows.rewind();
		else if (choice < 0.92) journal.gathering = !journal.gathering;
		else if (choice < 0.95) journal.flush();
		else if (choice < 0.97) this.#learnTime();
		else if (choice < 0.98) {
			journal.close();
			for (const all of this.#taken) for (const taken of all.values()) taken.lostWith = false;
			this.#boot();
		} else clock.advance(15_000);
		if (this.nor.off) throw new PowerCut("within an alarm");
		if (!journal.gathering) for (const all of this.#taken) for (const taken of all.values()) taken.lostWith = false;
	}

	#learnTime(): void {
		const { clock, journal } = this.#board;
		if (clock.time !== 0) return;
		clock.epoch = this.#now;
		journal.onTime();
	}

	#append(channel: number): void {
		const taken: Taken = { proved: false, lostWith: true, unsure: false, stamp: undefined };
		this.#taken[channel].set(++this.#number, taken);
		this.#rows[channel].append(row(this.#number), this.#board.clock.ticks);
	}

	#send(channel: number, count: number): void {
		const rows = this.#rows[channel];
		const numbers: number[] = [];
		for (let i = 0; i < count && rows.peek(this.#update); i++) {
			const number = Math.round(this.#update.values[0]);
			const { time } = this.#update;
			rows.sent();
			const taken = this.#taken[channel].get(number);
			ok(taken, `row ${number} is not of channel ${channel}`);
			equal(this.#update.values, row(number));
			if (taken?.stamp !== undefined) this.resent++;
			const before = taken?.stamp ?? time;
			if (Math.abs(time - before) === 1_000) this.moved++;
			else equal(time, before, `row ${number}: the same created_at each time`);
			if (taken) taken.stamp = time;
			numbers.push(number);
		}
		rows.barrier();
		for (const number of numbers) Object.assign(this.#taken[channel].get(number) ?? {}, { proved: true });
		rows.proved();
	}

	/** Behind a boot: each row taken is kept, was proved, was counted evicted, or was in RAM only. Looked at with flash that takes nothing, since sending leaves traces. */
	#account(channel: number): void {
		const copy = new JournalBoard(sealed(new NorFlash(4, 512, 1, this.nor.bytes)), 6, 0);
		const rows = copy.open(NAMES[channel]);
		const { evicted, unsent } = this.#rows[channel];
		equal([rows.evicted, rows.unsent], [evicted, unsent], "coming up changes nothing");
		const kept = this.#keptOf(rows);
		if (rows.evicted !== evicted) {
			// it tried to tell the flash, and gave up a sector for it
			for (const taken of this.#taken[channel].values()) taken.unsure = taken.unsure || taken.lostWith;
			return;
		}
		equal(kept.size, unsent, "what it says it keeps can be read");
		equal(rows.spoilt, 0);
		let missing = 0;
		let gone = 0;
		for (const [number, taken] of this.#taken[channel]) {
			if (kept.has(number)) taken.lostWith = false;
			else if (taken.lostWith) this.#taken[channel].delete(number);
			else {
				gone++;
				if (!taken.proved && !taken.unsure) missing++;
			}
		}
		ok(evicted >= missing, `channel ${channel}: ${missing} rows are missing, ${evicted} evicted`);
		ok(evicted <= gone, `channel ${channel}: ${evicted} evicted, but only ${gone} gone`);
		this.evicted = Math.max(this.evicted, evicted);
	}

	#keptOf(rows: Rows): Set<number> {
		const kept = new Set<number>();
		let last = 0;
		let stamp = 0;
		while (rows.peek(this.#update)) {
			const number = Math.round(this.#update.values[0]);
			ok(number > last, `row ${number} comes behind row ${last}`);
			ok(this.#update.time === 0 || this.#update.time > stamp, `row ${number}: stamps rise`);
			stamp = Math.max(stamp, this.#update.time);
			kept.add(number);
			last = number;
			rows.sent();
		}
		return kept;
	}
}

test("journal: over many boots whose power goes at any time no row is lost uncounted, and none changes its place or its created_at (invariants C1, C3, P1)", () => {
	let cuts = 0;
	let resent = 0;
	let evicted = 0;
	let moved = 0;
	for (let seed = 1; seed <= 6; seed++) {
		const life = new Life(seed);
		life.run(250);
		cuts += life.cuts;
		resent += life.resent;
		evicted += life.evicted;
		moved += life.moved;
	}
	equal(moved, 0);
	ok(cuts > 10 && resent > 10 && evicted > 10, `${cuts} cuts, ${resent} sent again, ${evicted} evicted`);
});
