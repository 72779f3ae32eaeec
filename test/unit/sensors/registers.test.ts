/** 16-bit registers behind a pointer: INA219 SBOS448G §8.5.6, INA226 SBOS547B §6.5.5.3, ADS1115 SBAS444E §7.5.3. */

import { FakeI2cBus } from "fakes/i2c";
import { RegisterChip } from "fakes/register-chip";
import { equal, test } from "harness";
import { digitsFor, hexWord, NO_ANSWER, Registers, signed } from "sensors/registers";

function bench() {
	const bus = new FakeI2cBus();
	const chip = new RegisterChip();
	bus.chips.set(0x40, chip);
	const io = new bus.I2C({ address: 0x40, hz: 100_000, data: 21, clock: 22 });
	return { bus, chip, io, registers: new Registers(io) };
}

test("registers: a read is the pointer, then two bytes, most significant first", () => {
	const { chip, registers } = bench();
	chip.words.set(0xfe, 0x5449);
	equal(registers.read(0xfe), 0x5449);
	equal(chip.wire, [[0xfe], [2]]);
});

test("registers: a write is pointer, most significant byte, least", () => {
	const { chip, registers } = bench();
	equal(registers.write(0x05, 0xa0b1), true);
	equal(chip.wire, [[0x05, 0xa0, 0xb1]]);
});

test("registers: where nobody acknowledges nothing is thrown", () => {
	const { bus, registers } = bench();
	bus.chips.clear();
	equal(registers.read(0), NO_ANSWER);
	equal(registers.write(0, 1), false);
	registers.close();
	registers.close();
	equal(bus.open, 0);
	equal(registers.read(0), NO_ANSWER);
});

test("registers: a word as a signed number, and as datasheets write it", () => {
	equal([0, 0x7fff, 0x8000, 0xffff].map(signed), [0, 32_767, -32_768, -1]);
	equal([0, 0x2260].map(hexWord), ["0x0000", "0x2260"]);
});

test("registers: as many decimals as show each step, six at most", () => {
	equal([4, 1, 0.5, 0.001, 0.000125, 1e-5 / 0.1, 2.5e-6 / 0.1, 1e-9].map(digitsFor), [0, 0, 1, 3, 4, 4, 5, 6]);
});
