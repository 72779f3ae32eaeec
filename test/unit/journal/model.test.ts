import { row } from "fakes/journal";
import { seeded } from "fakes/random";
import { Update } from "feed/payload";
import { equal, test } from "harness";
import { Journal } from "journal/former";

interface Row {
	readonly number: number;
	readonly ticks: number;
	time: number;
	sent: boolean;
	covered: boolean;
}

/** What the journal says of itself, done with arrays and flags. */
class Model {
	rows: Row[] = [];
	evicted = 0;

	constructor(readonly capacity: number) {}

	get unsent(): Row[] {
		return this.rows.filter((kept) => !kept.sent);
	}
	append(number: number, ticks: number): boolean {
		const full = this.rows.length === this.capacity;
		if (full) this.evict();
		this.rows.push({ number, ticks, time: 0, sent: false, covered: false });
		return !full;
	}
	evict(): void {
		this.rows.shift();
		this.evicted++;
	}
	barrier(): void {
		for (const kept of this.rows) kept.covered = kept.sent;
	}
	proved(): void {
		this.rows = this.rows.filter((kept) => !kept.covered);
	}
	rewind(): void {
		for (const kept of this.rows) kept.sent = kept.covered = false;
	}
	keepNewest(): void {
		while (this.unsent.length > 1) this.evict();
	}
}

function step(journal: Journal, model: Model, choice: number, number: number): void {
	const next = model.unsent.at(0);
	if (choice < 0.35) equal(journal.append(row(number), number * 10), model.append(number, number * 10));
	else if (choice < 0.65 && next) {
		journal.sent();
		next.sent = true;
	} else if (choice < 0.75 && next) {
		journal.stamp(number * 1_000);
		next.time = number * 1_000;
	} else if (choice < 0.85) {
		journal.barrier();
		model.barrier();
	} else if (choice < 0.93) {
		journal.proved();
		model.proved();
	} else if (choice < 0.98) {
		journal.rewind();
		model.rewind();
	} else {
		journal.keepNewest();
		model.keepNewest();
	}
}

function compare(journal: Journal, model: Model, update: Update, message: string): void {
	const next = model.unsent.at(0);
	equal(
		[journal.kept, journal.unsent, journal.evicted],
		[model.rows.length, model.unsent.length, model.evicted],
		message,
	);
	if (!next) return;
	journal.peek(update);
	equal([journal.nextTicks, update.time, update.values[0]], [next.ticks, next.time, next.number], message);
	equal(update.values, row(next.number), message);
}

for (const capacity of [1, 2, 3, 5, 16]) {
	test(`journal: thousands of random steps do what a list would do (room for ${capacity})`, () => {
		const random = seeded(capacity);
		const journal = new Journal(capacity);
		const model = new Model(capacity);
		const update = new Update();
		for (let i = 1; i <= 1_500; i++) {
			step(journal, model, random(), i);
			compare(journal, model, update, `step ${i}`);
		}
		equal(model.evicted > 0, true);
	});
}
