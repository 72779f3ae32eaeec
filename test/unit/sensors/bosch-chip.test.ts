/** The model of the chips, register by register, against the BME280 datasheet, BST-BME280-DS002-15. */
import { equal, ok, test } from "harness";
import { Bme280Chip } from "../../../sim/board/chips/bme280";
import { Bmp280Chip } from "../../../sim/board/chips/bmp280";
import { COMMUNITY, EXAMPLE, fine, percent1024, pressure256 } from "../../../sim/board/chips/bosch-integers";

class Bench {
	now = 0;
	readonly chip = new Bme280Chip({ temperature: () => 25, humidity: () => 50, pressure: () => 1_000 }, () => this.now);

	read(register: number, count = 1): number[] {
		this.chip.write(Uint8Array.of(register));
		return [...(this.chip.read(count) ?? [])];
	}

	write(...bytes: number[]): void {
		this.chip.write(Uint8Array.from(bytes));
	}
}

test("bosch chip: its integers give the BMP280 datasheet's example, but for their own steps (§3.12: 100653.27 Pa)", () => {
	equal(fine(519_888, EXAMPLE), 128_422);
	ok(Math.abs(pressure256(415_148, 128_422, EXAMPLE) / 256 - 100_653.27) < 0.05);
});

test("bosch chip: its integers give the community's BME280, 24.44 °C and 54.17 %", () => {
	const t = fine(0x817fb, COMMUNITY);
	ok(Math.abs(t / 5_120 - 24.44) < 0.01);
	ok(Math.abs(percent1024(0x7913, t, COMMUNITY) / 1_024 - 54.17) < 0.02);
});

test("bosch chip: data are those of the reset until a measurement is over (table 18, §9.1)", () => {
	const bench = new Bench();
	const reset = [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];
	equal([bench.read(0xf7, 8), bench.read(0xd0), bench.read(0xf3)], [reset, [0x60], [0x00]]);
	bench.write(0xf2, 0x01, 0xf4, 0x25);
	bench.now += 9;
	equal([bench.read(0xf7, 8), bench.read(0xf3)], [reset, [0x08]]);
	bench.now += 0.4;
	equal([bench.read(0xf7, 8).length, bench.read(0xf3), bench.read(0xf4)], [8, [0x00], [0x24]]);
	equal(bench.read(0xf7, 3) < reset, true);
});

test("bosch chip: ctrl_hum counts from the next write to ctrl_meas on (§5.4.3), and what is skipped stays 0x8000", () => {
	const bench = new Bench();
	bench.write(0xf4, 0x25, 0xf2, 0x01);
	bench.now += 50;
	equal(bench.read(0xfd, 2), [0x80, 0x00]);
	bench.write(0xf4, 0x05);
	bench.now += 50;
	equal(bench.read(0xfa, 3), [0x80, 0x00, 0x00]);
	equal(bench.read(0xfd, 2)[0] === 0x80, false);
});

test("bosch chip: the reset word is a loss of power (§5.4.2), and no other word is", () => {
	const bench = new Bench();
	bench.write(0xf2, 0x01, 0xf4, 0x25, 0xe0, 0xb5);
	bench.now += 50;
	equal(bench.read(0xf4), [0x24]);
	bench.write(0xe0, 0xb6);
	equal([bench.read(0xf4), bench.read(0xf7)], [[0x00], [0x80]]);
});

test("bosch chip: a BMP280 has neither humidity nor its calibration", () => {
	const chip = new Bmp280Chip({ temperature: () => 25, pressure: () => 1_000 }, () => 0);
	for (const [register, value] of [
		[0xd0, 0x58],
		[0xa1, 0x00],
		[0xe1, 0x00],
		[0xfd, 0x00],
	]) {
		chip.write(Uint8Array.of(register));
		equal(chip.read(1), Uint8Array.of(value));
	}
});
