/** The model of the chip, command by command (Sensirion/embedded-i2c-sht4x). */
import { equal, ok, test } from "harness";
import { Sht4xChip } from "../../../sim/board/chips/sht4x";

class Bench {
	now = 0;
	readonly chip = new Sht4xChip({ temperature: () => 25, humidity: () => 50 }, () => this.now);

	send(command: number): boolean {
		return this.chip.write(Uint8Array.of(command));
	}
}

test("sht4x chip: each measurement has a result after its time and not before", () => {
	for (const [command, ms] of [
		[0xfd, 8.3],
		[0xf6, 4.5],
		[0xe0, 1.6],
	]) {
		const bench = new Bench();
		ok(bench.send(command));
		bench.now = ms - 0.5;
		equal(bench.chip.read(6), undefined);
		equal(bench.send(command), false);
		bench.now = ms;
		equal(bench.chip.read(6), Uint8Array.of(0x66, 0x66, 0x93, 0x72, 0xb0, 0xdc));
		equal(bench.chip.read(6), undefined);
	}
});

test("sht4x chip: the SHT3x's measurement, 24 00, makes it heat for a tenth of a second", () => {
	const bench = new Bench();
	ok(bench.chip.write(Uint8Array.of(0x24, 0x00)));
	bench.now = 100;
	equal(bench.chip.read(6), undefined);
	bench.now = 110;
	const reply = bench.chip.read(6) ?? new Uint8Array(6);
	equal(Math.round(-45 + (175 * ((reply[0] << 8) | reply[1])) / 65_535), 45);
});

test("sht4x chip: the serial number is two words with their checksums", () => {
	const bench = new Bench();
	bench.send(0x89);
	equal(bench.chip.read(6), Uint8Array.of(0x0e, 0xfd, 0x22, 0x5f, 0x11, 0x8d));
});
