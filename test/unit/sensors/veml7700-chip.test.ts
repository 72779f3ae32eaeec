/** The model of the chip, register by register, against the VEML7700 datasheet and application note. */
import { equal, ok, test } from "harness";
import { Veml7700Chip } from "../../../sim/board/chips/veml7700";

class Bench {
	now = 0;
	readonly chip = new Veml7700Chip({ illuminance: () => 100 }, () => this.now);

	configure(word: number): void {
		this.chip.write(Uint8Array.of(0x00, word & 0xff, word >> 8));
	}

	read(command: number): number {
		const [low, high] = this.chip.writeRead(Uint8Array.of(command), 2) ?? [0, 0];
		return low | (high << 8);
	}
}

test("veml7700 chip: it is shut down behind power-on, and says who it is", () => {
	const bench = new Bench();
	equal([bench.read(0x00), bench.read(0x07), bench.read(0x04)], [0x0001, 0xc481, 0]);
});

test("veml7700 chip: a count is there 2.5 ms and an integration behind the wake-up, and not before", () => {
	for (const [bits, ms] of [
		[0x1300, 25],
		[0x1200, 50],
		[0x1000, 100],
		[0x1040, 200],
		[0x1080, 400],
		[0x10c0, 800],
	]) {
		const bench = new Bench();
		bench.configure(bits);
		bench.now += ms + 2.4;
		equal(bench.read(0x04), 0);
		bench.now += 0.1;
		// 100 lx are 99 of the chip's own; at gain 1/8 a count is 53.76 lx ms.
		ok(Math.abs(bench.read(0x04) - (99 * ms) / 53.76) < 1, `${ms} ms: ${bench.read(0x04)}`);
	}
});

test("veml7700 chip: a command code is forgotten at a stop, and the read gives zeros", () => {
	const bench = new Bench();
	bench.chip.write(Uint8Array.of(0x07));
	equal(bench.chip.read(2), Uint8Array.of(0x00, 0x00));
});

test("veml7700 chip: a shut-down ends an integration and keeps the count of the last one", () => {
	const bench = new Bench();
	bench.configure(0x1000);
	bench.now += 103;
	const count = bench.read(0x04);
	bench.configure(0x18c1);
	bench.now += 5_000;
	equal(bench.read(0x04), count);
});
