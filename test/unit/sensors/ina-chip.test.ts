/** The models of the chips, register by register, against the datasheets' examples. */
import { equal, test } from "harness";
import { Ina219Chip } from "../../../sim/board/chips/ina219";
import { Ina226Chip } from "../../../sim/board/chips/ina226";
import type { WordChip } from "../../../sim/board/chips/word-chip";

function get(chip: WordChip, register: number): number {
	chip.write(Uint8Array.of(register));
	const reply = chip.read(2) ?? new Uint8Array(2);
	return (reply[0] << 8) | reply[1];
}

function put(chip: WordChip, register: number, word: number): void {
	chip.write(Uint8Array.of(register, word >> 8, word & 0xff));
}

/** 10 A behind 2 mΩ at 12 V. */
const SUPPLY = { batteryVoltage: () => 11.98, batteryCurrent: () => 10 };

test("ina219 chip: table 8 of SBOS448G, step by step", () => {
	let now = 0;
	const chip = new Ina219Chip(SUPPLY, () => now, 0.002);
	equal(get(chip, 0), 0x399f);
	put(chip, 0, 0x019f);
	now += 2;
	put(chip, 5, 0x5000);
	const words = [1, 4].map((register) => get(chip, register));
	equal(words, [0x07d0, 0x2710]);
	equal(get(chip, 2), 0x5d98 | 2);
	equal(get(chip, 3), 0x1766);
	equal(get(chip, 2) & 2, 0, "reading the power clears the flag");
});

test("ina219 chip: the overflow flag comes with a calibration that is too large", () => {
	let now = 0;
	const chip = new Ina219Chip(SUPPLY, () => now, 0.02);
	now += 2;
	put(chip, 5, 0xfffe);
	equal(get(chip, 2) & 1, 1);
	put(chip, 5, 0);
	equal(get(chip, 2) & 1, 0);
});

test("ina226 chip: table 1 of SBOS547, step by step", () => {
	let now = 0;
	const chip = new Ina226Chip(SUPPLY, () => now, 0.002);
	equal(
		[0, 0xfe, 0xff].map((register) => get(chip, register)),
		[0x4127, 0x5449, 0x2260],
	);
	now += 3;
	put(chip, 5, 0x0a00);
	const words = [1, 2, 4, 3].map((register) => get(chip, register));
	equal(words, [0x1f40, 0x2570, 0x2710, 0x12b8]);
	equal(get(chip, 6) & 8, 8);
	equal(get(chip, 6) & 8, 0, "reading the register clears the flag");
});
