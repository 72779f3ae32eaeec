/** The model of the chip against datasheet SNOSD82D. */
import { equal, test } from "harness";
import { Tmp117Chip } from "../../../sim/board/chips/tmp117";

class Bench {
	now = 0;
	temperature = 25;
	readonly chip = new Tmp117Chip({ temperature: () => this.temperature }, () => this.now);

	register(pointer: number): number {
		this.chip.write(Uint8Array.of(pointer));
		const reply = this.chip.read(2) ?? new Uint8Array(2);
		return (reply[0] << 8) | reply[1];
	}
}

test("tmp117 chip: after power up it converts once a second, the mean of eight (§7.3.1, reset 0220)", () => {
	const bench = new Bench();
	equal(bench.register(0x01), 0x0220);
	equal(bench.register(0x00), 0x8000);
	bench.now = 125;
	equal(bench.register(0x01), 0x2220);
	equal(bench.register(0x01), 0x0220);
	equal(bench.register(0x00), 0x0c80);
	bench.temperature = 100;
	bench.now = 1_100;
	equal(bench.register(0x00), 0x0c80);
	bench.now = 1_125;
	equal(bench.register(0x00), 0x3200);
});

test("tmp117 chip: behind a one-shot conversion it is shut down (§7.4.3), and reading the result clears Data_Ready", () => {
	const bench = new Bench();
	bench.chip.write(Uint8Array.of(0x01, 0x0c, 0x00));
	bench.now = 15;
	equal(bench.register(0x01), 0x0c00);
	bench.now = 15.5;
	equal(bench.register(0x00), 0x0c80);
	equal(bench.register(0x01), 0x0400);
});
