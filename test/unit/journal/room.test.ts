import { JournalBoard, row } from "fakes/journal";
import { equal, ok, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

const MINUTES_IN_TEN_YEARS = 10 * 365.25 * 24 * 60;

test("journal: 256 KB keep at least 6,000 rows of 8 fields, and so does every later round", () => {
	const perSector = 99 - 1 - 1; // the mark of the channel, and the place for that of an eviction
	ok(63 * perSector >= 6_000);
	const nor = new NorFlash(8, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	for (let number = 1; number <= 800; number++) rows.append(row(number), clock.ticks);
	ok(rows.kept >= 7 * perSector - 1, `${rows.kept} kept`);
	equal(rows.kept + rows.evicted, 800);
});

test("journal: a reading a minute for ten years, all of it through flash, stays far under 50,000 erases a sector, evenly spread", () => {
	const nor = new NorFlash(8, 1_024);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	const readings = 400;
	for (let number = 1; number <= readings; number++) {
		rows.append(row(number), clock.ticks);
		rows.sent();
		rows.barrier();
		rows.proved();
		clock.advance(60_000);
	}
	equal(rows.kept, 0);
	const most = nor.erases.reduce((a, b) => Math.max(a, b));
	const least = nor.erases.reduce((a, b) => Math.min(a, b));
	ok(most - least <= 1 && most > 2, `${least} to ${most} erases`);
	const sum = nor.erases.reduce((a, b) => a + b);
	const records = (sum * 22) / readings; // 24 of a sector, less the mark of the channel and the place kept free
	ok(records > 1.1 && records < 1.3, `${records} records a reading`);
	const tenYears = (MINUTES_IN_TEN_YEARS * records) / 97 / 64;
	ok(tenYears < 1_200, `${tenYears} erases of each of 64 sectors of 4 KB in ten years`);
});

test("journal: rows that are gathered go to flash in one write, and until then are in RAM alone", () => {
	const nor = new NorFlash(4, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	rows.append(row(0), clock.ticks);
	const before = nor.writes;
	journal.gathering = true;
	for (let number = 1; number <= 5; number++) rows.append(row(number), clock.ticks);
	equal([nor.writes, new JournalBoard(nor).open("1").kept], [before, 1]);
	journal.gathering = false;
	equal([nor.writes, new JournalBoard(nor).open("1").kept], [before + 1, 6]);
});

test("journal: a row is in flash as soon as it is appended", () => {
	const nor = new NorFlash(4, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	for (let number = 1; number <= 5; number++) {
		rows.append(row(number), clock.ticks);
		equal(new JournalBoard(new NorFlash(4, 4_096, 1, nor.bytes)).open("1").kept, number);
	}
});

test("journal: that rows were proved is written after eight of them, and with nothing left every ten minutes", () => {
	const nor = new NorFlash(4, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	const proveOne = (number: number): number => {
		rows.append(row(number), clock.ticks);
		const before = nor.writes;
		rows.sent();
		rows.barrier();
		rows.proved();
		clock.advance(60_000);
		return nor.writes - before;
	};
	const marks: number[] = [];
	for (let number = 1; number <= 20; number++) if (proveOne(number) > 0) marks.push(number);
	equal(marks, [1, 9, 17]);
	clock.advance(600_000);
	equal(proveOne(21), 1);
});

test("journal: level is the share of its room that is taken", () => {
	const nor = new NorFlash(4, 512);
	const { journal, clock } = new JournalBoard(nor);
	equal(journal.level, 0);
	const rows = journal.rows("1");
	for (let number = 1; number <= 12; number++) rows.append(row(number), clock.ticks);
	ok(journal.level > 0.4 && journal.level < 0.5, `${journal.level}`);
	for (let number = 13; number <= 99; number++) rows.append(row(number), clock.ticks);
	ok(journal.level > 0.7 && journal.level <= 1, `${journal.level}`);
	const alone = new JournalBoard(undefined, 4);
	alone.journal.rows("1").append(row(1), 0);
	equal(alone.journal.level, 0.25);
});
