import { JournalBoard, row, sendAll, sendTimed } from "fakes/journal";
import { Update } from "feed/payload";
import { equal, test } from "harness";
import type { Flash } from "journal/flash";
import { NorFlash } from "../../../sim/flash/nor";

const EPOCH = Date.UTC(2026, 10, 22, 10, 0, 0);
const START = EPOCH / 1_000;

/** A flash with so many rows of channel "1", from 1 on. */
function holding(count: number, epoch?: number): NorFlash {
	const nor = new NorFlash(6, 512);
	const { journal } = new JournalBoard(nor, 8, epoch);
	for (let number = 1; number <= count; number++) journal.rows("1").append(row(number), number * 1_000);
	return nor;
}

test("journal: rows that flash does not give for a while wait, and those in RAM behind them: none is spoilt, none overtakes another", () => {
	const nor = holding(20);
	const { journal } = new JournalBoard(nor);
	const rows = journal.rows("1");
	const update = new Update();
	for (let sent = 1; sent <= 3; sent++) {
		equal([rows.peek(update), update.values[0]], [true, sent]);
		rows.sent();
	}
	nor.dead = true;
	journal.gathering = true;
	rows.append(row(21), 21_000);
	while (rows.peek(update)) rows.sent(); // those that were read before
	const { unsent } = rows;
	rows.sent();
	equal([unsent > 10, rows.unsent, rows.kept, rows.spoilt], [true, unsent, 21, 0]);
	nor.dead = false;
	const left = Array.from({ length: unsent }, (_, i) => 22 - unsent + i);
	equal(sendAll(rows), left);
	equal([rows.unsent, rows.spoilt], [0, 0]);
});

for (const silent of [1, 3, 6])
	test(`journal: whichever ${silent} reads in a row flash does not answer, each row is sent with its time, and none is spoilt`, () => {
		const { bytes } = holding(20, 0);
		for (let from = 0, reached = true; reached; from++) {
			const nor = new NorFlash(6, 512, 1, bytes);
			let reads = Number.NEGATIVE_INFINITY;
			const flash: Flash = {
				sectors: nor.sectors,
				sectorLength: nor.sectorLength,
				read: (target, offset) => (++reads <= from || reads > from + silent) && nor.read(target, offset),
				write: (part, offset) => nor.write(part, offset),
				erase: (sector) => nor.erase(sector),
			};
			const rows = new JournalBoard(flash, 8, EPOCH).journal.rows("1");
			reads = 0;
			const sent: [number, number][] = [];
			for (let tries = 0; tries < silent + 5; tries++) sent.push(...sendTimed(rows));
			reached = reads > from;
			equal([new Map(sent).size, rows.unsent, rows.spoilt], [20, 0, 0], `read ${from}`);
			for (const [number, time] of sent) equal(time, START - 20 + number, `read ${from}, row ${number}`);
		}
	});

test("journal: a flash that takes nothing either is given up: rows in RAM go on, and those in flash are there behind a restart", () => {
	const nor = holding(20);
	const { journal, log } = new JournalBoard(nor);
	const rows = journal.rows("1");
	nor.dead = true;
	rows.append(row(21), 21_000);
	equal(sendAll(rows), [21]);
	equal([rows.unsent, log.take().length], [0, 2]);
	nor.dead = false;
	equal(sendAll(new JournalBoard(nor).open("1")).length, 20);
});
