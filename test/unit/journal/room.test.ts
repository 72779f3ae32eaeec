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

test("journal: a reading a minute for ten years, all of it through flash and marked one by one, stays far under 50,000 erases a sector, evenly spread", () => {
	const nor = new NorFlash(8, 1_024);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	const readings = 400;
	for (let number = 1; number <= readings; number++) {
		rows.append(row(number), clock.ticks);
		rows.sent();
		rows.barrier();
		rows.proved(); // nothing is left, so that each one is marked: the worst there is
	}
	equal(rows.kept, 0);
	const most = nor.erases.reduce((a, b) => Math.max(a, b));
	const least = nor.erases.reduce((a, b) => Math.min(a, b));
	ok(most - least <= 1 && most > 2, `${least} to ${most} erases`);
	const sum = nor.erases.reduce((a, b) => a + b);
	const records = (sum * 22) / readings; // 24 of a sector, less the mark of the channel and the place kept free
	ok(records > 1.9 && records < 2.2, `${records} records a reading`);
	const tenYears = (MINUTES_IN_TEN_YEARS * records) / 97 / 64;
	ok(tenYears < 2_000, `${tenYears} erases of each of 64 sectors of 4 KB in ten years`);
});

test("journal: rows that are proved while the session is ready never touch the flash", () => {
	const nor = new NorFlash(4, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	journal.online = true;
	const rows = journal.rows("1");
	for (let number = 1; number <= 200; number++) {
		clock.advance(9_000);
		rows.append(row(number), clock.ticks);
		rows.sent();
		rows.barrier();
		rows.proved();
	}
	equal([nor.writes, rows.kept, rows.settled], [0, 0, 200]);
});

test("journal: a row that is not proved within 10 s goes to flash, together with the others in one write", () => {
	const nor = new NorFlash(4, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	journal.online = true;
	const rows = journal.rows("1");
	for (let number = 1; number <= 5; number++) {
		rows.append(row(number), clock.ticks);
		clock.advance(1_000);
	}
	equal(nor.writes, 0);
	clock.advance(6_000);
	const before = nor.writes;
	equal(new JournalBoard(nor).open("1").kept, 5);
	ok(before <= 5, `${before} writes: a header, marks, and one for all rows`);
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
