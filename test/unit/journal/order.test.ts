import { row, sendAll, values } from "fakes/journal";
import { Update } from "feed/payload";
import { equal, test } from "harness";
import { Journal } from "journal/former";

test("journal: rows go out oldest first, each with its 8 values and its ticks (invariant C3)", () => {
	const journal = new Journal(4);
	for (let i = 1; i <= 3; i++) equal(journal.append(row(i), i * 1_000), true);
	equal(journal.nextTicks, 1_000);
	const update = new Update();
	journal.peek(update);
	equal(update.values, row(1));
	journal.sent();
	equal(journal.nextTicks, 2_000);
	equal(sendAll(journal), [2, 3]);
	equal([journal.unsent, journal.kept], [0, 3]);
});

test("journal: keeps a copy: the row that was given may be used again", () => {
	const journal = new Journal(2);
	const given = row(1);
	journal.append(given, 0);
	given.fill(9);
	equal(values(journal), row(1));
});

test("journal: a row has no time until it is stamped, and then keeps it", () => {
	const journal = new Journal(2);
	const update = new Update();
	journal.append(row(1), 0);
	journal.append(row(2), 0);
	journal.peek(update);
	equal(update.time, 0);
	journal.stamp(1_700_000_000_000);
	journal.sent();
	journal.peek(update);
	equal(update.time, 0);
	journal.rewind();
	journal.peek(update);
	equal([update.time, update.values[0]], [1_700_000_000_000, 1]);
});

test("journal: a slot that is used again starts without a time", () => {
	const journal = new Journal(1);
	const update = new Update();
	journal.append(row(1), 0);
	journal.stamp(1_700_000_000_000);
	journal.append(row(2), 0);
	journal.peek(update);
	equal(update.time, 0);
});
