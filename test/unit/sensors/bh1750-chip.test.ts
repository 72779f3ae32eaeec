/** The model of the chip, instruction by instruction, against the BH1750FVI Technical Note. */
import { equal, test } from "harness";
import { Bh1750Chip } from "../../../sim/board/chips/bh1750";

class Bench {
	now = 0;
	illuminance = 1_000;
	readonly chip = new Bh1750Chip({ illuminance: () => this.illuminance }, () => this.now);

	/** The count that is there, so many ms behind these instructions. */
	after(ms: number, ...instructions: number[]): number {
		for (const instruction of instructions) this.chip.write(Uint8Array.of(instruction));
		this.now += ms;
		const [high, low] = this.chip.read(2) ?? [0, 0];
		return (high << 8) | low;
	}
}

test("bh1750 chip: each mode has its result after its time, in its steps, and not before", () => {
	for (const [mode, ms, count] of [
		[0x10, 180, 1_200],
		[0x11, 180, 2_400],
		[0x13, 24, 1_200],
		[0x20, 180, 1_200],
		[0x21, 180, 2_400],
		[0x23, 24, 1_200],
	]) {
		const bench = new Bench();
		equal([bench.after(ms - 1, mode), bench.after(1)], [0, count]);
		equal(bench.chip.isOn, mode < 0x20, "one time modes power it down");
		bench.illuminance = 2_000;
		bench.after(ms);
		equal(bench.after(ms), mode < 0x20 ? 2 * count : count);
	}
});

test("bh1750 chip: the measurement time register sets sensitivity and time, in two halves", () => {
	const bench = new Bench();
	equal([bench.after(359, 0x01, 0x44, 0x6a, 0x20), bench.after(1)], [0, 2_400]);
});

test("bh1750 chip: powered down it takes neither that nor a reset", () => {
	const bench = new Bench();
	equal(bench.after(180, 0x44, 0x6a, 0x20), 1_200);
	equal(bench.after(0, 0x07), 1_200);
	equal(bench.after(0, 0x01, 0x07), 0);
});

test("bh1750 chip: power down ends a measurement; more light than 16 bits count is all ones", () => {
	const bench = new Bench();
	equal(bench.after(400, 0x20, 0x00), 0);
	bench.illuminance = 60_000;
	equal(bench.after(180, 0x20), 0xffff);
});
