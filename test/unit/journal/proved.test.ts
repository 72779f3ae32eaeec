import { row, sendAll } from "fakes/journal";
import { equal, test } from "harness";
import { Journal } from "journal/former";

function filled(rows: number, capacity = 8): Journal {
	const journal = new Journal(capacity);
	for (let i = 1; i <= rows; i++) journal.append(row(i), i);
	return journal;
}

test("journal: a PINGRESP proves what was sent before its PINGREQ, and nothing behind it (invariant C1)", () => {
	const journal = filled(4);
	journal.sent();
	journal.sent();
	journal.barrier();
	journal.sent();
	journal.proved();
	equal([journal.kept, journal.unsent], [2, 1]);
	journal.rewind();
	equal(sendAll(journal), [3, 4]);
});

test("journal: what was sent and never covered by a PINGREQ is proved by none (invariant C1)", () => {
	const journal = filled(2);
	sendAll(journal);
	journal.proved();
	equal(journal.kept, 2);
	journal.rewind();
	equal(sendAll(journal), [1, 2]);
});

test("journal: when the connection ends everything that was not proved goes out again, in order (invariant C1)", () => {
	const journal = filled(3);
	sendAll(journal);
	journal.barrier();
	journal.rewind();
	equal([journal.kept, journal.unsent], [3, 3]);
	equal(sendAll(journal), [1, 2, 3]);
});

test("journal: a barrier of the last connection proves nothing on the next one", () => {
	const journal = filled(3);
	sendAll(journal);
	journal.barrier();
	journal.rewind();
	sendAll(journal);
	journal.proved();
	equal(journal.kept, 3);
});

test("journal: a second PINGRESP for the same barrier proves nothing more", () => {
	const journal = filled(3);
	journal.sent();
	journal.barrier();
	journal.proved();
	journal.sent();
	journal.proved();
	equal([journal.kept, journal.unsent], [2, 1]);
});

test("journal: everything sent, covered and proved leaves it empty, ready for more", () => {
	const journal = filled(3, 3);
	sendAll(journal);
	journal.barrier();
	journal.proved();
	equal([journal.kept, journal.unsent, journal.evicted], [0, 0, 0]);
	equal(journal.append(row(4), 4), true);
	journal.rewind();
	equal(sendAll(journal), [4]);
});
