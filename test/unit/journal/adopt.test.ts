import { row, sendAll, values } from "fakes/journal";
import { Update } from "feed/payload";
import { equal, test } from "harness";
import { Journal } from "journal/former";

/** A journal with room for `capacity` rows, to which `count` were appended, sampled at 100 times their number. */
function journal(capacity: number, count: number): Journal {
	const made = new Journal(capacity);
	for (let number = 1; number <= count; number++) made.append(row(number), number * 100);
	return made;
}

test("journal: a new one takes over the rows of another in order, with their values and ticks", () => {
	const heir = new Journal(10);
	equal(heir.adopt(journal(4, 3)), 0);
	equal([heir.kept, heir.unsent, heir.nextTicks], [3, 3, 100]);
	equal(values(heir), row(1));
	equal(sendAll(heir), [1, 2, 3]);
});

test("journal: rows that were sent and not proved are to be sent again, with the time they had", () => {
	const old = journal(4, 3);
	old.stamp(1_000_000);
	old.sent();
	const heir = new Journal(4);
	heir.adopt(old);
	const update = new Update();
	heir.peek(update);
	equal([heir.unsent, update.time], [3, 1_000_000]);
	heir.sent();
	heir.peek(update);
	equal(update.time, 0, "the one behind it had none");
});

test("journal: what was proved stays behind", () => {
	const old = journal(4, 3);
	old.sent();
	old.barrier();
	old.proved();
	const heir = new Journal(4);
	heir.adopt(old);
	equal(sendAll(heir), [2, 3]);
});

test("journal: into less room the newest rows go, the oldest are counted and told", () => {
	const old = journal(5, 7); // two evicted already
	const heir = new Journal(3);
	equal(heir.adopt(old), 2);
	equal([heir.kept, heir.evicted], [3, 4]);
	equal(sendAll(heir), [5, 6, 7]);
});

test("journal: the ring goes on behind what was taken over", () => {
	const heir = new Journal(3);
	heir.adopt(journal(3, 5));
	heir.append(row(6), 600);
	equal(sendAll(heir), [4, 5, 6]);
});
