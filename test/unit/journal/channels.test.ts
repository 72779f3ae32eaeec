import { deliver, JournalBoard, row, sendAll } from "fakes/journal";
import { equal, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

test("journal: the rows of a channel are the same object each time, and other channels' are apart", () => {
	const { journal } = new JournalBoard();
	const rows = journal.rows("1");
	equal(rows === journal.rows("1"), true);
	rows.append(row(1), 0);
	equal([journal.rows("1").kept, journal.rows("2").kept], [1, 0]);
});

test("journal: without flash the row that is the oldest of all gives way, and is counted against its channel (invariant C1)", () => {
	const { journal, clock } = new JournalBoard(undefined, 3);
	const [one, two] = [journal.rows("1"), journal.rows("2")];
	for (const [rows, number] of [
		[one, 1],
		[two, 2],
		[two, 3],
	] as const) {
		equal(rows.append(row(number), clock.ticks), true);
		clock.advance(10);
	}
	equal(two.append(row(4), clock.ticks), false);
	equal([one.kept, one.evicted, two.kept, two.evicted], [0, 1, 3, 0]);
	equal(sendAll(two), [2, 3, 4]);
});

test("journal: one channel that waits long takes no more of the RAM than its rows", () => {
	const { journal, clock } = new JournalBoard(undefined, 3);
	const [slow, quick] = [journal.rows("1"), journal.rows("2")];
	slow.append(row(1), 0);
	for (let number = 2; number < 50; number++) {
		clock.advance(10);
		equal(quick.append(row(number), clock.ticks), true);
		deliver(quick, 1);
	}
	equal(sendAll(slow), [1]);
});

test("journal: rows of a channel that is not opened stay, are foreign, and are there when it comes back", () => {
	const nor = new NorFlash(4, 1_024);
	const first = new JournalBoard(nor);
	for (let number = 1; number <= 5; number++) first.journal.rows("1").append(row(number), 0);
	const second = new JournalBoard(nor);
	second.journal.rows("2").append(row(9), 0);
	equal(second.journal.foreign, 5);
	const third = new JournalBoard(nor);
	equal(third.journal.foreign, 6);
	equal(sendAll(third.open("1")), [1, 2, 3, 4, 5]);
	equal(third.journal.foreign, 1);
});

test("journal: an eleventh channel takes a slot that keeps nothing, then the one with the oldest rows; none that is open", () => {
	const nor = new NorFlash(4, 4_096);
	const first = new JournalBoard(nor);
	for (let channel = 1; channel <= 10; channel++) first.journal.rows(`${channel}`).append(row(channel), 0);
	deliver(first.journal.rows("7"), 1);
	const second = new JournalBoard(nor);
	second.open("1");
	second.open("11").append(row(11), 0);
	equal([second.journal.foreign, second.log.take()], [8, []]);
	second.open("12").append(row(12), 0);
	equal(
		[second.journal.foreign, second.log.take()],
		[7, ["error journal: 1 rows of a channel that is no longer set up had to go"]],
	);
	const third = new JournalBoard(nor);
	equal(
		["1", "3", "11", "12"].map((name) => sendAll(third.open(name))),
		[[1], [3], [11], [12]],
	);
	equal(sendAll(third.open("2")), [], "its slot was taken");
});

test("journal: counters outlive a restart", () => {
	const nor = new NorFlash(3, 512);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	for (let number = 1; number <= 40; number++) rows.append(row(number), clock.ticks);
	rows.sent();
	rows.giveUp();
	rows.sent();
	rows.settle();
	const counted = [rows.evicted, rows.unconfirmed, rows.kept];
	journal.flush();
	const again = new JournalBoard(nor).open("1");
	equal([again.evicted, again.unconfirmed, again.kept], counted);
	equal([again.appended, again.settled], [again.kept, 0]);
});
