import { JournalBoard, row } from "fakes/journal";
import { seeded } from "fakes/random";
import { Update } from "feed/payload";
import { equal, test } from "harness";
import type { Rows } from "journal/rows";
import { NorFlash } from "../../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);

interface Kept {
	readonly number: number;
	readonly time: number;
	sent: boolean;
	covered: boolean;
}

/** A channel, done with arrays and flags. */
class Model {
	rows: Kept[] = [];
	evicted = 0;
	unconfirmed = 0;

	get unsent(): Kept[] {
		return this.rows.filter((kept) => !kept.sent);
	}
	rewind(): void {
		for (const kept of this.rows) kept.sent = kept.covered = false;
	}
	barrier(): void {
		for (const kept of this.rows) kept.covered = kept.sent;
	}
	proved(): void {
		this.rows = this.rows.filter((kept) => !kept.covered);
	}
	/** Takes note of the oldest rows that are gone from `rows`. */
	evict(rows: Rows): void {
		for (; this.evicted < rows.evicted; this.evicted++) this.rows.shift();
	}
}

/** A board with its flash, that can be restarted, and what it should hold. */
class Pair {
	readonly nor: NorFlash | undefined;
	board: JournalBoard;
	readonly models: Model[] = [];
	rows: Rows[] = [];
	/** When this boot began. */
	#epoch = EPOCH;
	readonly #room: number;

	constructor(nor: NorFlash | undefined, channels: number, room: number) {
		this.nor = nor;
		this.#room = room;
		this.board = new JournalBoard(nor, room, EPOCH);
		for (let i = 0; i < channels; i++) this.models.push(new Model());
		this.#open();
	}

	restart(): void {
		this.#epoch += this.board.clock.ticks + 5_000;
		this.board.journal.close();
		this.board = new JournalBoard(this.nor, this.#room, this.#epoch);
		this.#open();
		for (const model of this.models) model.rewind();
	}

	#open(): void {
		this.rows = this.models.map((_, i) => this.board.open(`channel ${i}`));
	}

	step(choice: number, channel: number, number: number): void {
		const rows = this.rows[channel];
		const model = this.models[channel];
		const next = model.unsent.at(0);
		if (choice < 0.4) this.#append(channel, number);
		else if (choice < 0.7) {
			rows.sent();
			if (next) next.sent = true;
		} else if (choice < 0.8) {
			rows.barrier();
			model.barrier();
		} else if (choice < 0.9) {
			rows.proved();
			model.proved();
		} else if (choice < 0.93) {
			rows.rewind();
			model.rewind();
		} else if (choice < 0.95) this.#settle(channel, choice < 0.94);
		else if (choice < 0.97) this.board.journal.gathering = !this.board.journal.gathering;
		else if (choice < 0.98) this.board.journal.flush();
		else if (choice < 0.99) this.board.clock.advance(20_000);
		else if (this.nor) this.restart();
	}

	#append(channel: number, number: number): void {
		const { clock } = this.board;
		clock.advance(1_500);
		const before = this.rows.reduce((sum, rows) => sum + rows.evicted, 0);
		const roomy = this.rows[channel].append(row(number), clock.ticks);
		for (let i = 0; i < this.rows.length; i++) this.models[i].evict(this.rows[i]);
		const time = Math.floor((this.#epoch + clock.ticks) / 1_000) * 1_000;
		this.models[channel].rows.push({ number, time, sent: false, covered: false });
		const after = this.rows.reduce((sum, rows) => sum + rows.evicted, 0);
		equal(roomy, before === after, "append tells of evictions");
	}

	#settle(channel: number, giveUp: boolean): void {
		const rows = this.rows[channel];
		const model = this.models[channel];
		if (model.rows.at(0)?.sent) {
			model.rows.shift();
			if (giveUp) model.unconfirmed++;
		}
		if (giveUp) rows.giveUp();
		else rows.settle();
	}

	compare(channel: number, update: Update, message: string): void {
		const rows = this.rows[channel];
		const model = this.models[channel];
		model.evict(rows);
		const next = model.unsent.at(0);
		equal(
			[rows.kept, rows.unsent, rows.unconfirmed, rows.spoilt, rows.oldest],
			[model.rows.length, model.unsent.length, model.unconfirmed, 0, model.rows.at(0)?.time ?? 0],
			message,
		);
		equal(rows.appended - rows.settled, rows.kept, message);
		equal(rows.peek(update), next !== undefined, message);
		if (!next) return;
		equal([update.time, ...update.values], [next.time, ...row(next.number)], message);
	}
}

function run(pair: Pair, seed: number, steps: number): void {
	const random = seeded(seed);
	const update = new Update();
	for (let i = 1; i <= steps; i++) {
		const channel = Math.floor(random() * pair.models.length);
		pair.step(random(), channel, i);
		for (let each = 0; each < pair.models.length; each++) pair.compare(each, update, `seed ${seed}, step ${i}`);
	}
}

test("journal in RAM: random steps do what a list would do, whatever the room", () => {
	for (const room of [1, 2, 3, 16]) {
		const pair = new Pair(undefined, 2, room);
		run(pair, room, 250);
		equal(pair.models[0].evicted > 0, true);
	}
});

for (const [channels, room, sectors, length] of [
	[1, 2, 3, 512],
	[2, 1, 4, 512],
	[3, 8, 8, 512],
	[2, 32, 4, 1024],
] as const)
	test(`journal: random steps, restarts among them, do what a list would do (${channels} channels, ${sectors} sectors of ${length} bytes)`, () => {
		for (let seed = 1; seed <= 2; seed++) {
			const pair = new Pair(new NorFlash(sectors, length), channels, room);
			run(pair, seed * 100 + channels, 250);
			equal(pair.board.log.take(), [], "nothing to tell");
		}
	});
