/** The model of the chip against the datasheet SCD4x, version 1.3. */
import { equal, test } from "harness";
import { Scd4xChip } from "../../../sim/board/chips/scd4x";

class Bench {
	now = 0;
	readonly chip = new Scd4xChip({ co2: () => 500, temperature: () => 25.003, humidity: () => 37 }, () => this.now);

	send(command: number, ...rest: number[]): boolean {
		this.now += 1;
		return this.chip.write(Uint8Array.of(command >> 8, command & 0xff, ...rest));
	}

	ask(command: number, count: number): Uint8Array | undefined {
		this.send(command);
		this.now += 1;
		return this.chip.read(count);
	}
}

test("scd4x chip: while it measures it takes the commands of table 9 alone", () => {
	const bench = new Bench();
	bench.send(0x21b1);
	equal(
		[0x3682, 0x2322, 0x21b1, 0x2427].map((command) => bench.send(command)),
		[false, false, false, false],
	);
	equal(
		[0xe4b8, 0xec05, 0x3f86].map((command) => bench.send(command)),
		[true, true, true],
	);
	bench.now += 498;
	equal(bench.send(0x3682), false);
	bench.now += 1;
	equal(bench.send(0x3682), true);
});

test("scd4x chip: a measurement each 5 s, read once (§3.5.2)", () => {
	const bench = new Bench();
	bench.send(0x21b1);
	equal(bench.ask(0xe4b8, 3), Uint8Array.of(0x80, 0x00, 0xa2));
	equal(bench.ask(0xec05, 9), undefined);
	bench.now = 5_001;
	equal(bench.ask(0xe4b8, 3)?.[1], 0x06);
	equal(bench.ask(0xec05, 9), Uint8Array.of(0x01, 0xf4, 0x33, 0x66, 0x67, 0xa2, 0x5e, 0xb8, 0x0d));
	equal(bench.ask(0xec05, 9), undefined);
});

test("scd4x chip: an altitude with a wrong checksum is not taken (tables 15, 16)", () => {
	const bench = new Bench();
	equal(bench.send(0x2427, 0x07, 0x9e, 0x08), false);
	equal(bench.chip.altitude, 0);
	equal(bench.send(0x2427, 0x07, 0x9e, 0x09), true);
	equal(bench.ask(0x2322, 3), Uint8Array.of(0x07, 0x9e, 0x09));
});

test("scd4x chip: asleep it wakes up without acknowledging (§3.10.4)", () => {
	const bench = new Bench();
	equal(bench.send(0x36e0), true);
	equal(bench.send(0x3682), false);
	equal(bench.send(0x36f6), false);
	bench.now += 20;
	equal(bench.ask(0x3682, 9)?.length, 9);
});
