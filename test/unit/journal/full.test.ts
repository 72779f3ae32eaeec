import { row, sendAll } from "fakes/journal";
import { equal, test } from "harness";
import { Journal } from "journal/former";

test("journal: when it is full the oldest row gives way, is counted, and append says so (invariant C1)", () => {
	const journal = new Journal(3);
	for (let i = 1; i <= 3; i++) equal(journal.append(row(i), i), true);
	equal(journal.append(row(4), 4), false);
	equal(journal.append(row(5), 5), false);
	equal([journal.kept, journal.unsent, journal.evicted], [3, 3, 2]);
	equal(sendAll(journal), [3, 4, 5]);
});

test("journal: a row that was sent and not proved gives way before one that was not sent", () => {
	const journal = new Journal(3);
	for (let i = 1; i <= 3; i++) journal.append(row(i), i);
	journal.sent();
	journal.append(row(4), 4);
	equal([journal.kept, journal.unsent, journal.evicted], [3, 3, 1]);
	equal(sendAll(journal), [2, 3, 4]);
});

test("journal: an eviction behind the barrier does not let it prove what was sent later", () => {
	const journal = new Journal(2);
	journal.append(row(1), 1);
	journal.sent();
	journal.barrier();
	for (let i = 2; i <= 4; i++) journal.append(row(i), i);
	journal.sent();
	journal.proved();
	equal([journal.kept, journal.unsent], [2, 1]);
	journal.rewind();
	equal(sendAll(journal), [3, 4]);
});
