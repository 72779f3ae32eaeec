import { deliver, JournalBoard, row, sendTimed } from "fakes/journal";
import { equal, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
const START = EPOCH / 1_000;

test("journal: created_at is the sample's time in whole seconds, strictly rising within the channel", () => {
	const { journal, clock } = new JournalBoard(undefined, 8, EPOCH);
	const rows = journal.rows("1");
	clock.advance(10_999);
	for (const ticks of [10_200, 10_300, 10_900]) rows.append(row(ticks), ticks);
	journal.rows("2").append(row(1), 10_300);
	equal(
		sendTimed(rows).map(([, time]) => time - START),
		[10, 11, 12],
	);
	equal(
		sendTimed(journal.rows("2")).map(([, time]) => time - START),
		[10],
	);
	rows.rewind();
	equal(
		sendTimed(rows).map(([, time]) => time - START),
		[10, 11, 12],
		"the same when it is sent again",
	);
});

test("journal: a clock that is put back by more than a day starts the order anew, by less it does not", () => {
	const { journal, clock } = new JournalBoard(undefined, 8, EPOCH);
	const rows = journal.rows("1");
	rows.append(row(1), 0);
	clock.epoch = EPOCH - 3_600_000;
	rows.append(row(2), 0);
	clock.epoch = EPOCH - 90_000_000;
	rows.append(row(3), 0);
	equal(
		sendTimed(rows).map(([, time]) => time - START),
		[0, 1, -90_000],
	);
});

for (const flash of [false, true])
	test(`journal: rows taken before the clock was known get their time when it is (${flash ? "in flash" : "in RAM"})`, () => {
		const { journal, clock } = new JournalBoard(flash ? new NorFlash(4, 512) : undefined, 8, 0);
		const rows = journal.rows("1");
		clock.advance(60_000);
		rows.append(row(1), 30_500);
		rows.append(row(2), 60_000);
		clock.epoch = EPOCH;
		journal.onTime();
		clock.epoch = EPOCH + 7_000; // what is put right later does not move them
		journal.onTime();
		equal(
			sendTimed(rows).map(([, time]) => time - START),
			[30, 60],
		);
		equal(rows.oldest, EPOCH + 30_000);
	});

test("journal: what was sent without a time never gets one, in RAM, in flash, and behind a restart", () => {
	const nor = new NorFlash(4, 1_024);
	const { journal, clock } = new JournalBoard(nor, 8, 0);
	const rows = journal.rows("1");
	rows.append(row(1), 1_000);
	equal(sendTimed(rows), [[1, 0]]);
	journal.gathering = true;
	rows.append(row(2), 2_000);
	equal(sendTimed(rows), [[2, 0]]);
	rows.append(row(3), 3_000);
	clock.epoch = EPOCH;
	journal.onTime();
	rows.rewind();
	const times = [
		[1, 0],
		[2, 0],
		[3, START + 3],
	];
	equal(sendTimed(rows), times);
	journal.flush();
	equal(sendTimed(new JournalBoard(nor, 8, EPOCH + 9e6).open("1")), times);
});

test("journal: rows of a boot are dated by its time mark in the next one; those of a boot without one by the boot behind it, which is told", () => {
	const nor = new NorFlash(4, 1_024);
	const first = new JournalBoard(nor, 8, 0);
	first.clock.advance(100_000);
	first.journal.rows("1").append(row(1), 40_000);
	first.journal.rows("1").append(row(2), 100_000);
	const second = new JournalBoard(nor, 8, 0);
	second.journal.rows("1").append(row(3), 5_000);
	second.clock.epoch = EPOCH;
	second.journal.onTime();
	const third = new JournalBoard(nor, 8, EPOCH + 86_400_000);
	third.journal.rows("1").append(row(4), 0);
	const rows = third.open("1");
	equal(sendTimed(rows), [
		[1, START - 60],
		[2, START],
		[3, START + 5],
		[4, START + 86_400],
	]);
	equal(third.log.take().length, 1);
	rows.rewind();
	equal(sendTimed(rows)[0], [1, START - 60]);
});

test("journal: stamps go on rising behind a restart", () => {
	const nor = new NorFlash(4, 1_024);
	const { journal } = new JournalBoard(nor, 8, EPOCH);
	for (const number of [1, 2, 3]) journal.rows("1").append(row(number), 0);
	deliver(journal.rows("1"), 3);
	journal.close();
	const next = new JournalBoard(nor, 8, EPOCH - 60_000);
	next.journal.rows("1").append(row(4), 0);
	equal(sendTimed(next.open("1")), [[4, START + 3]]);
});

test("journal: a clock that is known from the start dates the rows of a boot that never learned the time, before any other row comes", () => {
	const nor = new NorFlash(4, 1_024);
	const before = new JournalBoard(nor, 8, 0);
	before.clock.advance(60_000);
	before.journal.rows("1").append(row(1), 20_000);
	before.journal.rows("1").append(row(2), 60_000);
	const { journal } = new JournalBoard(nor, 8, EPOCH);
	const times = [
		[1, START - 40],
		[2, START],
	];
	equal(sendTimed(journal.rows("1")), times);
	const behind = new JournalBoard(nor, 8, EPOCH + 3_600_000);
	equal(sendTimed(behind.journal.rows("1")), times, "the same behind another restart");
});
