/** The model of the chip against datasheet SNAS672A. */
import { equal, test } from "harness";
import { Hdc1080Chip } from "../../../sim/board/chips/hdc1080";

class Bench {
	now = 0;
	readonly chip = new Hdc1080Chip({ temperature: () => 42.5, humidity: () => 25 }, () => this.now);

	read(pointer: number, count = 2): number[] {
		this.chip.write(Uint8Array.of(pointer));
		return [...(this.chip.read(count) ?? [])];
	}
}

test("hdc1080 chip: identities and the configuration after power-on (§7.6)", () => {
	const bench = new Bench();
	equal(
		[bench.read(0xfe), bench.read(0xff), bench.read(0x02)],
		[
			[0x54, 0x49],
			[0x10, 0x50],
			[0x10, 0x00],
		],
	);
});

test("hdc1080 chip: both come behind the trigger, once; the humidity that nobody asked for is FFFF", () => {
	const bench = new Bench();
	equal(bench.read(0x00, 4), []);
	bench.now = 12.84;
	equal(bench.chip.read(4), undefined);
	bench.now = 12.86;
	equal(bench.chip.read(4), Uint8Array.of(0x80, 0x00, 0x40, 0x00));
	equal(bench.chip.read(4), Uint8Array.of(0x80, 0x00, 0xff, 0xff));
});

test("hdc1080 chip: in the other mode each has its own trigger, and 11 and 8 bits take less time (§7.5.1.3, §6.5)", () => {
	const bench = new Bench();
	bench.chip.write(Uint8Array.of(0x02, 0x06, 0x00));
	equal(bench.read(0x00), []);
	bench.now = 3.65;
	equal(bench.chip.read(2), Uint8Array.of(0x80, 0x00));
	equal(bench.read(0x01), []);
	bench.now = 6.15;
	equal(bench.chip.read(2), Uint8Array.of(0x40, 0x00));
});

test("hdc1080 chip: without power for a moment it is deaf for 15 ms, and its results are 0", () => {
	const bench = new Bench();
	bench.read(0x00);
	bench.now = 20;
	bench.chip.reset();
	equal(bench.chip.write(Uint8Array.of(0x02)), false);
	bench.now = 35;
	equal(bench.chip.read(4), Uint8Array.of(0, 0, 0, 0));
});
