/** The model of the chip, command by command, against the Datasheet SHT3x-DIS. */
import { equal, ok, test } from "harness";
import { Sht3xChip } from "../../../sim/board/chips/sht3x";

class Bench {
	now = 0;
	readonly chip = new Sht3xChip({ temperature: () => 25, humidity: () => 50 }, () => this.now);

	/** Sends a 16-bit command after the pause that §4 asks for. */
	send(command: number): boolean {
		this.now += 2;
		return this.chip.write(Uint8Array.of(command >> 8, command & 0xff));
	}

	status(): number {
		this.send(0xf32d);
		const reply = this.chip.read(3) ?? new Uint8Array(3);
		return (reply[0] << 8) | reply[1];
	}
}

test("sht3x chip: each single shot command has a result after its time and not before (tables 4 and 9)", () => {
	for (const [command, ms] of [
		[0x2400, 15],
		[0x240b, 6],
		[0x2416, 4],
	]) {
		const bench = new Bench();
		ok(bench.send(command));
		bench.now += ms - 0.5;
		equal(bench.chip.read(6), undefined);
		bench.now += 0.5;
		equal(bench.chip.read(6)?.length, 6);
	}
});

test("sht3x chip: with clock stretching the read is acknowledged at once (§4.4)", () => {
	for (const command of [0x2c06, 0x2c0d, 0x2c10]) {
		const bench = new Bench();
		bench.send(command);
		equal(bench.chip.read(6), Uint8Array.of(0x66, 0x66, 0x93, 0x80, 0x00, 0xa2));
	}
});

test("sht3x chip: a second command within 1 ms is not acknowledged (§4)", () => {
	const bench = new Bench();
	ok(bench.send(0x3041));
	bench.now += 0.9;
	equal(bench.chip.write(Uint8Array.of(0x30, 0x41)), false);
	bench.now += 0.1;
	equal(bench.chip.write(Uint8Array.of(0x30, 0x41)), true);
});

test("sht3x chip: while it measures it takes a break and nothing else (§4.5, §4.8)", () => {
	const bench = new Bench();
	bench.send(0x2400);
	equal(bench.send(0x2400), false);
	equal(bench.send(0x30a2), false);
	equal(bench.send(0x3093), true);
	bench.now += 20;
	equal(bench.chip.read(6), undefined);
});

test("sht3x chip: the status register tells of reset, heater and refused commands (table 18)", () => {
	const bench = new Bench();
	equal(bench.status(), 0x8010);
	bench.send(0x3041);
	equal(bench.status(), 0x0000);
	bench.send(0x306d);
	equal(bench.status(), 0x2000);
	bench.send(0x3066);
	bench.send(0x1234);
	bench.now += 2;
	equal(bench.status() & 0x2000, 0);
	bench.send(0x30a2);
	equal(bench.status(), 0x8010);
});

test("sht3x chip: the heater warms the reading (§4.10)", () => {
	const bench = new Bench();
	bench.send(0x306d);
	bench.send(0x2400);
	bench.now += 15;
	const reply = bench.chip.read(6) ?? new Uint8Array(6);
	equal(Math.round(-45 + (175 * ((reply[0] << 8) | reply[1])) / 65_535), 28);
});
