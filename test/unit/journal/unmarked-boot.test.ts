import { JournalBoard, row, sendTimed } from "fakes/journal";
import { equal, test } from "harness";
import type { Flash } from "journal/flash";
import { NorFlash } from "../../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
const START = EPOCH / 1_000;

/** A flash that is worn out: it can be read, and takes nothing any more. */
function wornOut(nor: NorFlash): Flash {
	return {
		sectors: nor.sectors,
		sectorLength: nor.sectorLength,
		read: (target, offset) => nor.read(target, offset),
		write: () => false,
		erase: () => false,
	};
}

test("journal: a boot whose flash takes no mark is not the one before: rows that wait there are dated as another boot's", () => {
	const nor = new NorFlash(4, 1_024);
	const before = new JournalBoard(nor, 8, 0);
	before.clock.advance(60_000);
	before.journal.rows("1").append(row(1), 20_000);
	before.journal.rows("1").append(row(2), 60_000);
	const board = new JournalBoard(wornOut(nor), 8, EPOCH);
	const rows = board.journal.rows("1");
	rows.append(row(3), 0);
	equal(sendTimed(rows), [
		[1, START - 40],
		[2, START],
		[3, START + 1],
	]);
});
