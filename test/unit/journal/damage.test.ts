import { JournalBoard, row, sendAll } from "fakes/journal";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

const HEADER = 37;
const RECORD = 41;

/** Two channels, 30 rows each, in sectors of 512 bytes. */
function filled(): NorFlash {
	const nor = new NorFlash(10, 512);
	const { journal, clock } = new JournalBoard(nor);
	for (let number = 1; number <= 30; number++) {
		journal.rows("1").append(row(number), clock.ticks);
		journal.rows("2").append(row(number + 1_000), clock.ticks);
	}
	return nor;
}

test("journal: a row whose bits have tipped over is counted spoilt, and the others live", () => {
	for (const [sector, record] of [
		[1, 6],
		[3, 5],
		[5, 8],
		[8, 4],
	]) {
		const nor = filled();
		nor.flip(sector * 512 + HEADER + record * RECORD + 7, 3);
		const board = new JournalBoard(nor);
		const [one, two] = [board.open("1"), board.open("2")];
		const numbers = [...sendAll(one), ...sendAll(two)];
		equal(numbers.length, 59, `sector ${sector}, record ${record}`);
		equal(one.spoilt + two.spoilt, 1);
		equal([one.unsent, two.unsent, one.kept + two.kept], [0, 0, 59]);
		one.rewind();
		equal([...sendAll(one), ...sendAll(two)].length, one.kept, "and not counted again");
		equal(one.spoilt + two.spoilt, 1);
	}
});

test("journal: whatever rots, nothing is thrown, a row is another channel's never, order is kept, and the board goes on", () => {
	const random = seeded(66);
	for (let round = 0; round < 40; round++) {
		const nor = filled();
		const flips = 1 + Math.floor(random() * 12);
		for (let i = 0; i < flips; i++) nor.flip(Math.floor(random() * nor.bytes.length), Math.floor(random() * 8));
		const board = new JournalBoard(nor);
		for (const [name, from] of [
			["1", 0],
			["2", 1_000],
		] as const) {
			const rows = board.open(name);
			const numbers = sendAll(rows);
			ok(
				numbers.every((number, i) => number > (i > 0 ? numbers[i - 1] : from) && number <= from + 30),
				`${name}: ${numbers}`,
			);
			equal([rows.unsent, rows.kept], [0, numbers.length]);
			rows.append(row(from + 500), board.clock.ticks);
			equal(sendAll(rows), [from + 500]);
		}
	}
});

test("journal: when the mark that gave a slot to another channel has rotted, no row of the one is taken for the other's", () => {
	const nor = new NorFlash(4, 2_048);
	const first = new JournalBoard(nor);
	for (let channel = 1; channel <= 10; channel++) first.journal.rows(`${channel}`).append(row(channel), 0);
	const second = new JournalBoard(nor);
	for (let channel = 2; channel <= 10; channel++) second.open(`${channel}`);
	const from = nor.bytes.slice();
	second.open("11").append(row(11), 0); // in the slot of channel 1
	for (let at = HEADER; at < nor.bytes.length; at++) {
		if (nor.bytes[at] !== 0x83 || from[at] === 0x83 || ((at % 2_048) - HEADER) % RECORD > 0) continue;
		nor.flip(at + 12, 5);
	}
	const third = new JournalBoard(nor);
	equal(sendAll(third.open("1")).includes(11), false);
	equal(sendAll(third.open("2")), [2]);
});

test("journal: a partition with something else in it is taken over", () => {
	const random = seeded(67);
	const contents: (() => number)[] = [() => 0, () => 0xff, () => Math.floor(random() * 256), () => 0x46];
	for (const content of contents) {
		const nor = new NorFlash(4, 512, 1, new Uint8Array(2_048).map(content));
		const { journal, clock, log } = new JournalBoard(nor);
		equal([journal.foreign, journal.level], [0, 0]);
		for (let number = 1; number <= 20; number++) journal.rows("1").append(row(number), clock.ticks);
		equal(log.take(), []);
		const again = new JournalBoard(nor).open("1");
		const numbers = sendAll(again);
		equal(
			numbers,
			Array.from({ length: 20 }, (_, i) => i + 1),
		);
	}
});

test("journal: coming up reads all headers and the newest two sectors at most; when those have rotted, each record once or twice", () => {
	const nor = new NorFlash(64, 512);
	const { journal, clock } = new JournalBoard(nor);
	for (let number = 1; number <= 600; number++) journal.rows("1").append(row(number), clock.ticks);
	nor.readBytes = 0;
	const writes = nor.writes;
	equal(new JournalBoard(nor, 8, 0).journal.foreign > 500, true);
	equal(nor.writes, writes, "and writes nothing");
	const bounded = 64 * HEADER + 4 * 512 + 2 * 8 * RECORD * 2;
	ok(nor.readBytes <= bounded, `${nor.readBytes} bytes read, ${bounded} allowed`);
	for (let sector = 0; sector < 64; sector++) nor.flip(sector * 512 + HEADER + 10, 1);
	nor.readBytes = 0;
	const rotten = new JournalBoard(nor, 8, 0);
	ok(nor.readBytes <= 64 * 512 * 3, `${nor.readBytes} bytes read of ${64 * 512}`);
	equal(sendAll(rotten.open("1")), [], "no row is taken for a channel's that no mark names");
});

test("journal: bad bytes are passed by, a sector that cannot be erased as well", () => {
	const nor = new NorFlash(6, 512);
	for (const place of [1, 3, 4]) nor.stuckBytes.add(2 * 512 + HEADER + place * RECORD + 9);
	nor.stuckSectors.add(4);
	const { journal, clock, log } = new JournalBoard(nor);
	const rows = journal.rows("1");
	for (let number = 1; number <= 80; number++) rows.append(row(number), clock.ticks);
	const again = new JournalBoard(nor).open("1");
	equal(again.kept + again.evicted, 80);
	const numbers = sendAll(again);
	equal(
		numbers,
		Array.from({ length: again.kept }, (_, i) => 81 - again.kept + i),
	);
	equal([again.spoilt, log.take()], [0, []]);
});

test("journal: flash that fails leaves the rows in RAM, and says so once", () => {
	const nor = new NorFlash(4, 512);
	const { journal, clock, log } = new JournalBoard(nor, 4);
	nor.dead = true;
	const rows = journal.rows("1");
	for (let number = 1; number <= 6; number++) rows.append(row(number), clock.ticks);
	equal([rows.kept, rows.evicted], [4, 2]);
	equal(sendAll(rows), [3, 4, 5, 6]);
	equal(log.take(), [
		"error journal: the flash cannot be written: rows are kept in RAM from now on, and lost with a restart",
	]);
	const dead = new JournalBoard(nor);
	equal(dead.log.take(), ["error journal: the flash cannot be used: rows are kept in RAM, and lost with a restart"]);
	for (let number = 1; number <= 300; number++) dead.journal.rows("1").append(row(number), 0);
	equal(dead.journal.rows("1").kept, 256);
});

test("journal: erase leaves nothing, counters neither", () => {
	const nor = filled();
	const board = new JournalBoard(nor);
	equal(board.journal.foreign, 60);
	equal(board.journal.erase(), true);
	const rows = board.open("1");
	equal([board.journal.foreign, rows.kept, rows.evicted, rows.appended], [0, 0, 0, 0]);
	rows.append(row(7), 0);
	equal(sendAll(new JournalBoard(nor).open("1")), [7]);
});
