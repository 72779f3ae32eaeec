import { JournalBoard, row, sendTimed } from "fakes/journal";
import { equal, test } from "harness";
import { NorFlash } from "../../../sim/flash/nor";

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const HOUR_MS = 3_600_000;

test("journal: stamps that are ahead of a clock which was put back go on behind a power cut (invariant C2)", () => {
	const flash = new NorFlash(4, 4_096);
	const before = new JournalBoard(flash, undefined, START + HOUR_MS);
	const rows = before.open("1");
	before.clock.advance(1_000);
	rows.append(row(1), before.clock.ticks);
	before.clock.epoch = START;
	before.clock.advance(60_000);
	rows.append(row(2), before.clock.ticks);
	const [[, first], [, second]] = sendTimed(rows);
	equal(second, first + 1);

	// The power goes before anything is proved or written by itself.
	const after = new JournalBoard(flash, undefined, START + 90_000);
	const again = after.open("1");
	after.clock.advance(1_000);
	again.append(row(3), after.clock.ticks);
	equal(sendTimed(again), [
		[1, first],
		[2, second],
		[3, second + 1],
	]);
});
