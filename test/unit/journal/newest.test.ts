import { row, sendAll } from "fakes/journal";
import { equal, test } from "harness";
import { Journal } from "journal/former";

test("journal: keepNewest leaves the newest row to send and counts the others", () => {
	const journal = new Journal(8);
	for (let i = 1; i <= 4; i++) journal.append(row(i), i);
	journal.keepNewest();
	equal([journal.kept, journal.unsent, journal.evicted], [1, 1, 3]);
	equal(sendAll(journal), [4]);
});

test("journal: keepNewest with one row to send, or none, drops nothing", () => {
	const journal = new Journal(8);
	journal.keepNewest();
	journal.append(row(1), 1);
	journal.sent();
	journal.append(row(2), 2);
	journal.keepNewest();
	equal([journal.kept, journal.unsent, journal.evicted], [2, 1, 0]);
});
