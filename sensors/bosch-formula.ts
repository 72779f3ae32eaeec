/*
 * From raw words to °C, hPa and %: the double precision formulas of "BME280 Combined humidity and pressure sensor", BST-BME280-DS002-15,
 * revision 1.6, September 2018, §8.1, and of "BMP280 Digital Pressure Sensor", BST-BMP280-DS001, revision 1.19, §8.1, which are the same.
 * Of the datasheets' three ways this is the one that a JavaScript number carries in full: the 64-bit integers of §4.2.3 would be a BigInt,
 * which XS allocates for each step, and the 32-bit ones of §8.2 lose 1 Pa. No step here needs more than the 53 bits of a double to be as
 * fine as the chip's own step.
 */

/** Where each trimming word stands in a calibration (BME280 datasheet, table 16). */
export const enum Word {
	T1 = 0,
	T2 = 1,
	T3 = 2,
	P1 = 3,
	P2 = 4,
	P3 = 5,
	P4 = 6,
	P5 = 7,
	P6 = 8,
	P7 = 9,
	P8 = 10,
	P9 = 11,
	H1 = 12,
	H2 = 13,
	H3 = 14,
	H4 = 15,
	H5 = 16,
	H6 = 17,
	Count = 18,
}

/** Takes the words of temperature and pressure out of registers 0x88 to 0xA1, and H1, which is the last one; a BMP280's is reserved. */
export function takeWords(words: Float64Array, registers: Uint8Array): void {
	for (let i = Word.T1; i <= Word.P9; i++) {
		const unsigned = registers[2 * i] | (registers[2 * i + 1] << 8);
		words[i] = i === Word.T1 || i === Word.P1 ? unsigned : (unsigned << 16) >> 16;
	}
	words[Word.H1] = registers[25];
}

/** Takes H2 to H6 out of registers 0xE1 to 0xE7; H4 and H5 have 12 bits each and share 0xE5. */
export function takeHumidityWords(words: Float64Array, registers: Uint8Array): void {
	words[Word.H2] = ((registers[0] | (registers[1] << 8)) << 16) >> 16;
	words[Word.H3] = registers[2];
	words[Word.H4] = ((registers[3] << 24) >> 20) | (registers[4] & 0x0f);
	words[Word.H5] = ((registers[5] << 24) >> 20) | (registers[4] >> 4);
	words[Word.H6] = (registers[6] << 24) >> 24;
}

/**
 * The temperature in 1/5120 °C, which the other two formulas want as well. The datasheet's code cuts off its fraction, its example does
 * not: with it the pressure is the 100653.27 Pa that it gives.
 */
export function fineTemperature(raw: number, words: Float64Array): number {
	const distance = raw / 16_384 - words[Word.T1] / 1_024;
	const eighth = distance / 8;
	return distance * words[Word.T2] + eighth * eighth * words[Word.T3];
}

/** °C. */
export function celsius(fine: number): number {
	return fine / 5_120;
}

/** hPa; NaN where the words make the divisor 0. */
export function hectopascal(raw: number, fine: number, words: Float64Array): number {
	const x = fine / 2 - 64_000;
	const offset = (x * x * words[Word.P6]) / 131_072 + (x * words[Word.P5]) / 2 + words[Word.P4] * 65_536;
	const slope = ((words[Word.P3] * x * x) / 524_288 + words[Word.P2] * x) / 524_288;
	const divisor = (1 + slope / 32_768) * words[Word.P1];
	if (divisor === 0) return Number.NaN;
	const linear = ((1_048_576 - raw - offset / 4_096) * 6_250) / divisor;
	const square = (words[Word.P9] * linear * linear) / 2_147_483_648;
	const pascal = linear + (square + (linear * words[Word.P8]) / 32_768 + words[Word.P7]) / 16;
	return pascal / 100;
}

/** % relative humidity, kept between 0 and 100 as the datasheet does. */
export function humidity(raw: number, fine: number, words: Float64Array): number {
	const x = fine - 76_800;
	const above = raw - (words[Word.H4] * 64 + (words[Word.H5] / 16_384) * x);
	const warmth = 1 + (words[Word.H6] / 67_108_864) * x * (1 + (words[Word.H3] / 67_108_864) * x);
	const linear = above * (words[Word.H2] / 65_536) * warmth;
	const percent = linear * (1 - (words[Word.H1] * linear) / 524_288);
	return Math.min(100, Math.max(0, percent));
}
