import { JournalBoard, row, sendTimed } from "fakes/journal";
import { equal, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
const START = EPOCH / 1_000;
const SECTOR = 1_024;
const HEADER = 37;
const RECORD = 41;
const BOOT = 0x80;

/** A bit tips over in the last boot's mark. */
function rotLastBoot(nor: NorFlash): void {
	let last = -1;
	for (let at = 0; at < nor.bytes.length; at++)
		if (nor.bytes[at] === BOOT && ((at % SECTOR) - HEADER) % RECORD === 0) last = at;
	nor.flip(last + 7, 3);
}

test("journal: ticks that go back by more than a day are another boot's, whose mark has rotted: neither has the other's times", () => {
	const nor = new NorFlash(4, SECTOR);
	const first = new JournalBoard(nor, 8, 0);
	first.clock.advance(200_000_000);
	first.journal.rows("1").append(row(1), 100_000_000);
	first.journal.rows("1").append(row(2), 200_000_000);
	const second = new JournalBoard(nor, 8, 0);
	second.clock.advance(60_000);
	second.journal.rows("1").append(row(3), 60_000);
	rotLastBoot(nor);
	const third = new JournalBoard(nor, 8, EPOCH);
	equal(sendTimed(third.journal.rows("1")), [
		[1, START - 100_060],
		[2, START - 60],
		[3, START],
	]);
});

test("journal: ticks of one boot that go back by less than a day, from one channel to another, are still its own", () => {
	const nor = new NorFlash(4, SECTOR);
	const { clock, journal } = new JournalBoard(nor, 8, 0);
	clock.advance(80_000_000);
	journal.rows("1").append(row(1), 80_000_000);
	journal.rows("2").append(row(2), 10_000_000);
	clock.advance(1_000_000);
	journal.rows("1").append(row(3), 81_000_000);
	const behind = new JournalBoard(nor, 8, EPOCH);
	equal(sendTimed(behind.journal.rows("1")), [
		[1, START - 1_000],
		[3, START],
	]);
	equal(sendTimed(behind.journal.rows("2")), [[2, START - 71_000]]);
});
