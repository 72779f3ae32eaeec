/**
 * Worked examples: BMP280 datasheet, BST-BMP280-DS001, §3.12 (519888 and 415148 are 25.08 °C and 100653.27 Pa), and for the humidity a
 * BME280's registers with their readings in Bosch's community, thread "BME280 Data to test Calculations", September 2019.
 */

import { BoschRig } from "fakes/bosch";
import { equal, ok, test } from "harness";
import { Bme280 } from "sensors/bme280/bme280";
import { Bmp280 } from "sensors/bmp280/bmp280";
import {
	celsius,
	fineTemperature,
	hectopascal,
	humidity,
	takeHumidityWords,
	takeWords,
	Word,
} from "sensors/bosch-formula";
import { Fault } from "sensors/sensor";
import { COMMUNITY, EXAMPLE, pressure256, registersOf } from "../../../sim/board/chips/bosch-integers";
import { FakeI2cBus } from "../../fakes/i2c";

function near(value: number, expected: number, by: number): void {
	ok(Math.abs(value - expected) <= by, `${value} is not ${expected}`);
}

test("bosch: the BMP280 datasheet's example, 25.08 °C and 100653.27 Pa", () => {
	const words = Float64Array.of(...EXAMPLE.t, ...EXAMPLE.p, 0, 0, 0, 0, 0, 0);
	const fine = fineTemperature(519_888, words);
	equal(Math.trunc(fine), 128_422);
	near(celsius(fine), 25.08, 0.005);
	near(hectopascal(415_148, fine, words), 1_006.5327, 0.00005);
});

test("bosch: the registers of a BME280, byte by byte, 24.44 °C and 54.17 %", () => {
	const dry = Uint8Array.of(
		...[0x6c, 0x6e, 0x77, 0x66, 0x32, 0x00, 0xa8, 0x92, 0x27, 0xd5, 0xd0, 0x0b, 0x6f],
		...[0x18, 0xca, 0xff, 0xf9, 0xff, 0xac, 0x26, 0x0a, 0xd8, 0xbd, 0x10, 0x00, 0x4b],
	);
	const wet = Uint8Array.of(0x65, 0x01, 0x00, 0x14, 0x0b, 0x00, 0x1e);
	const words = new Float64Array(Word.Count);
	takeWords(words, dry);
	takeHumidityWords(words, wet);
	equal([...words], [...COMMUNITY.t, ...COMMUNITY.p, ...COMMUNITY.h]);
	const fine = fineTemperature(0x817fb, words);
	near(celsius(fine), 24.44, 0.005);
	near(humidity(0x7913, fine, words), 54.17, 0.01);
	// The thread has 1148.38 hPa and asks what is wrong with that: the datasheet's integers say this.
	near(hectopascal(0x55338, fine, words), pressure256(0x55338, Math.trunc(fine), COMMUNITY) / 25_600, 0.001);
});

test("bosch: H4 and H5 are signed, 12 bits, and share a byte (BME280 datasheet, table 16)", () => {
	const words = new Float64Array(Word.Count);
	takeHumidityWords(words, Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x1e, 0x80, 0x80));
	equal([...words.subarray(Word.H2)], [-1, 255, -2, -2_047, -128]);
	const registers = registersOf({ ...EXAMPLE, h: [1, -1, 255, -2, -2_047, -128] }, true);
	equal(
		[0xe4, 0xe5, 0xe6, 0xe7].map((address) => registers.get(address)),
		[0xff, 0x1e, 0x80, 0x80],
	);
});

test("bosch: a divisor of 0 is no reading, as in the datasheet's code", () => {
	ok(Number.isNaN(hectopascal(415_148, 128_422, new Float64Array(Word.Count))));
});

test("bosch: the example comes through the driver from the wire", () => {
	const bus = new FakeI2cBus();
	const trimming = registersOf(EXAMPLE, false);
	const others = new Map([...trimming, [0xd0, 0x58], [0xf4, 0x54]]);
	[0x65, 0x5a, 0xc0, 0x7e, 0xed, 0x00].forEach((byte, i) => {
		others.set(0xf7 + i, byte);
	});
	let pointer = 0;
	bus.chips.set(0x76, {
		write: (bytes) => {
			pointer = bytes[0];
			return true;
		},
		read: (count) => Uint8Array.from({ length: count }, (_, i) => others.get(pointer + i) ?? 0),
	});
	const sensor = new Bmp280({ sensor: { io: bus.I2C, data: 21, clock: 22 } });
	const values = new Float64Array(2);
	equal(sensor.start(), Fault.None);
	equal(sensor.take(values), Fault.None);
	near(values[0], 25.08, 0.005);
	near(values[1], 1_006.5327, 0.00005);
});

test("bosch: what the chip feels comes through, from end to end of its range", () => {
	for (const [temperature, humid, pressure] of [
		[-40, 0, 300],
		[-12.34, 97.5, 870.25],
		[0, 33.3, 1_013.25],
		[21.37, 48.25, 987.65],
		[60, 5, 1_050],
		[85, 100, 1_100],
	]) {
		const rig = new BoschRig(Bme280);
		Object.assign(rig, { temperature, humidity: humid, pressure });
		equal(rig.sample(rig.open()), Fault.None);
		near(rig.values[0], temperature, 0.003);
		near(rig.values[1], humid, 0.03);
		near(rig.values[2], pressure, 0.01);
		const dry = new BoschRig(Bmp280);
		Object.assign(dry, { temperature, pressure });
		equal(dry.sample(dry.open()), Fault.None);
		near(dry.values[0], temperature, 0.003);
		near(dry.values[1], pressure, 0.01);
	}
});
