/** NXP UM10204 §3.1.16: where SDA is stuck low, up to nine clocks and a STOP free it. */

import { FakeLines, type LineChip, ReadingChip } from "fakes/i2c-lines";
import { equal, ok, test } from "harness";
import { freeBus } from "sensors/bus-recovery";
import { BusState } from "sensors/i2c";

function bench(...chips: LineChip[]) {
	const lines = new FakeLines();
	lines.chips.push(...chips);
	return { lines, free: () => freeBus(lines.Digital, FakeLines.data, FakeLines.clock) };
}

/** Something that pulls a line for ever. */
function short(which: "data" | "clock"): LineChip {
	return { holds: (line) => line === which, changed: () => undefined };
}

test("bus recovery: lines that are high are only looked at", () => {
	const { lines, free } = bench();
	equal(free(), BusState.Sound);
	equal([lines.clocks, lines.stops, lines.taken.size], [0, 0, 0]);
});

for (let left = 1; left <= 8; left++) {
	test(`bus recovery: a chip in the middle of reading out 00 hex, ${left} bits to go, is freed by nine clocks at most`, () => {
		const chip = new ReadingChip(0x00, left);
		const { lines, free } = bench(chip);
		equal(lines.level("data"), 0);
		equal(free(), BusState.Freed);
		ok(lines.clocks <= 9 + 1, `${lines.clocks} clocks, the last one of the STOP`);
		equal([chip.over, lines.stops, lines.level("data"), lines.level("clock")], [true, 1, 1, 1]);
		equal(lines.taken.size, 0, "pins in use afterwards");
		equal(free(), BusState.Sound);
	});
}

test("bus recovery: a STOP goes out at the first 1 that the chip shows, which ends its read", () => {
	const chip = new ReadingChip(0b0001_0000, 8);
	const { lines, free } = bench(chip);
	equal(free(), BusState.Freed);
	equal([chip.over, lines.stops], [true, 1]);
	ok(lines.clocks <= 4, String(lines.clocks));
});

test("bus recovery: SDA that stays low behind nine clocks is stuck, and the pins are free", () => {
	const { lines, free } = bench(short("data"));
	equal(free(), BusState.Stuck);
	equal([lines.clocks, lines.taken.size], [9 + 1, 0]);
});

test("bus recovery: SCL that is held low cannot be clocked", () => {
	const { lines, free } = bench(short("clock"));
	equal(free(), BusState.Stuck);
	equal([lines.clocks, lines.taken.size], [0, 0]);
});

test("bus recovery: pins that are in use, or that the board does not have, say nothing", () => {
	const { lines, free } = bench(short("data"));
	lines.taken.add(FakeLines.data);
	equal(free(), BusState.Sound);
	equal([...lines.taken], [FakeLines.data]);
	lines.taken.clear();
	lines.taken.add(FakeLines.clock);
	equal(free(), BusState.Sound);
	equal([...lines.taken], [FakeLines.clock]);
});
