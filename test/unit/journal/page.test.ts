import { JournalBoard, row, sendAll } from "fakes/journal";
import { equal, ok, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

const HEADER = 37;
const RECORD = 41;
const SECTORS = 4;

test("journal: whatever is left over of a sector behind pieces read at once, each of its rows comes back, and nothing is read beyond it", () => {
	for (let slots = 5; slots <= 13; slots++) {
		const length = HEADER + slots * RECORD;
		const nor = new NorFlash(SECTORS, length);
		const { journal, clock } = new JournalBoard(nor);
		const rows = journal.rows("1");
		const read = nor.read.bind(nor);
		nor.read = (target, offset) => {
			ok((offset % length) + target.length <= length, `${target.length} bytes at ${offset % length}`);
			return read(target, offset);
		};
		for (let number = 1; number <= 20; number++) rows.append(row(number), clock.ticks);
		const again = new JournalBoard(nor).open("1");
		equal([again.kept, again.evicted], [rows.kept, rows.evicted], `${slots} records`);
		equal(
			sendAll(again),
			Array.from({ length: again.kept }, (_, i) => 21 - again.kept + i),
			`${slots} records`,
		);
	}
});

test("journal: coming up reads 64 headers and the newest sector of 4 KB in 25 pieces, and not much more", () => {
	const nor = new NorFlash(64, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	for (let number = 1; number <= 190; number++) journal.rows("1").append(row(number), clock.ticks);
	nor.reads = 0;
	equal(new JournalBoard(nor).journal.foreign, 190);
	ok(nor.reads <= 64 + 25 + 6, `${nor.reads} reads`);
});

test("journal: a row that is written is read back in one piece, from which it is sent", () => {
	const nor = new NorFlash(SECTORS, 4_096);
	const { journal, clock } = new JournalBoard(nor);
	const rows = journal.rows("1");
	rows.append(row(1), clock.ticks);
	sendAll(rows);
	nor.reads = 0;
	rows.append(row(2), clock.ticks);
	equal(nor.reads, 1);
	equal(sendAll(rows), [2]);
	equal(nor.reads, 1);
});
