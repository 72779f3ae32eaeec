import { JournalBoard, row, sendAll } from "fakes/journal";
import { equal, test } from "harness";
import { FlashLog, type LogOwner } from "journal/flash-log";
import { NorFlash } from "../../../sim/flash/nor";

const SECTOR = 1_024;
const HEADER = 37;
const RECORD = 41;
const OWNER: LogOwner = { moved: () => undefined, gone: () => undefined, estimated: () => undefined };

/** The slots that have an account as the board comes up. */
function slotsOf(nor: NorFlash): readonly number[] {
	return new FlashLog(nor, OWNER).accounts.flatMap((account) => (account ? [account.slot] : []));
}

test("journal: channels that have been opened have an account when the board comes up again, and others have none", () => {
	const nor = new NorFlash(4, SECTOR);
	equal(slotsOf(nor), []);
	const { journal, clock } = new JournalBoard(nor);
	const one = journal.rows("1");
	journal.rows("2");
	equal(slotsOf(nor), [], "nothing is written for a channel that is only opened");
	one.append(row(1), clock.ticks);
	equal(slotsOf(nor), [0, 1], "but with the first row of any");
});

test("journal: a channel is found again behind slots whose marks have rotted, which have no account until another channel takes them", () => {
	const nor = new NorFlash(4, SECTOR);
	const { journal, clock } = new JournalBoard(nor);
	journal.rows("1");
	journal.rows("2");
	journal.rows("3").append(row(3), clock.ticks);
	for (const slot of [0, 1]) nor.flip(SECTOR + HEADER + slot * RECORD + 10, 3);
	equal(slotsOf(nor), [2]);
	const again = new JournalBoard(nor);
	equal(again.journal.foreign, 1);
	again.journal.rows("4").append(row(4), clock.ticks);
	equal([sendAll(again.open("3")), sendAll(again.open("4"))], [[3], [4]]);
	equal(slotsOf(nor), [0, 2]);
});

test("journal: an account that is made while rows of others are in flash goes over an eviction and a restart with them", () => {
	const nor = new NorFlash(3, 512);
	const { journal, clock } = new JournalBoard(nor);
	const early = journal.rows("1");
	for (let number = 1; number <= 12; number++) early.append(row(number), clock.ticks);
	const late = journal.rows("2");
	for (let number = 13; number <= 24; number++) late.append(row(number), clock.ticks);
	const again = new JournalBoard(nor);
	const [first, second] = [again.open("1"), again.open("2")];
	equal([first.evicted, second.evicted], [early.evicted, late.evicted]);
	equal(
		[...sendAll(first), ...sendAll(second)],
		Array.from({ length: 24 - early.evicted - late.evicted }, (_, i) => i + 1 + early.evicted + late.evicted),
	);
});
