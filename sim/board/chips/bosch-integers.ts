/*
 * The compensation of Bosch's BME280 and BMP280 in integers: BST-BME280-DS002-15, revision 1.6, §4.2.3 (temperature and humidity in 32
 * bits, pressure in 64), in BigInt, which shifts to the right as the datasheet's compilers do. Section and table numbers are its own.
 */

/** Trimming words (table 16). A BMP280 has none of the last six. */
export interface Calibration {
	/** T1 to T3. */
	readonly t: readonly [number, number, number];
	/** P1 to P9. */
	readonly p: readonly [number, number, number, number, number, number, number, number, number];
	/** H1 to H6. */
	readonly h: readonly [number, number, number, number, number, number];
}

/** Those of the BMP280 datasheet's worked example (BST-BMP280-DS001, §3.12), with H1 to H6 of the BME280 below. */
export const EXAMPLE: Calibration = {
	t: [27_504, 26_435, -1_000],
	p: [36_477, -10_685, 3_024, 2_855, 140, -7, 15_500, -14_600, 6_000],
	h: [75, 357, 0, 331, 0, 30],
};

/**
 * Of a BME280 whose registers, temperature and humidity stand in Bosch's community (thread "BME280 Data to test Calculations", September
 * 2019; the pressure there, which its author asks about, is not what the formulas make of them).
 */
export const COMMUNITY: Calibration = {
	t: [0x6e6c, 0x6677, 0x0032],
	p: [0x92a8, 0xd527 - 0x10000, 0x0bd0, 0x186f, 0xffca - 0x10000, 0xfff9 - 0x10000, 0x26ac, 0xd80a - 0x10000, 0x10bd],
	h: [75, 357, 0, 331, 0, 30],
};

/** Registers by address: 0x88 to 0x9F, 0xA1, and 0xE1 to 0xE7 (table 16). */
export function registersOf({ t, p, h }: Calibration, humid: boolean): ReadonlyMap<number, number> {
	const registers = new Map<number, number>();
	[...t, ...p].forEach((word, i) => {
		registers.set(0x88 + 2 * i, word & 0xff);
		registers.set(0x89 + 2 * i, (word >> 8) & 0xff);
	});
	registers.set(0xa0, 0x00);
	registers.set(0xa1, humid ? h[0] : 0x00);
	if (!humid) return registers;
	const [, h2, h3, h4, h5, h6] = h;
	const last = [h2, h2 >> 8, h3, h4 >> 4, (h4 & 0x0f) | ((h5 & 0x0f) << 4), h5 >> 4, h6];
	last.forEach((byte, i) => {
		registers.set(0xe1 + i, byte & 0xff);
	});
	return registers;
}

/** t_fine of a raw temperature. */
export function fine(raw: number, { t }: Calibration): number {
	const [adc, t1, t2, t3] = big([raw, ...t]);
	const first = (((adc >> 3n) - (t1 << 1n)) * t2) >> 11n;
	const square = (((adc >> 4n) - t1) * ((adc >> 4n) - t1)) >> 12n;
	return Number(first + ((square * t3) >> 14n));
}

/** Pressure in steps of 1/256 Pa. */
export function pressure256(raw: number, tFine: number, { p }: Calibration): number {
	const [adc, x, p1, p2, p3, p4, p5, p6, p7, p8, p9] = big([raw, tFine - 128_000, ...p]);
	const offset = x * x * p6 + ((x * p5) << 17n) + (p4 << 35n);
	const slope = ((x * x * p3) >> 8n) + ((x * p2) << 12n);
	const divisor = (((1n << 47n) + slope) * p1) >> 33n;
	if (divisor === 0n) return 0;
	const value = (((1_048_576n - adc) << 31n) - offset) * 3_125n;
	const linear = value / divisor;
	const square = (p9 * (linear >> 13n) * (linear >> 13n)) >> 25n;
	return Number(((linear + square + ((p8 * linear) >> 19n)) >> 8n) + (p7 << 4n));
}

/** Relative humidity in steps of 1/1024 %. */
export function percent1024(raw: number, tFine: number, { h }: Calibration): number {
	const [adc, x, h1, h2, h3, h4, h5, h6] = big([raw, tFine - 76_800, ...h]);
	const above = ((adc << 14n) - (h4 << 20n) - h5 * x + 16_384n) >> 15n;
	const warmth = ((((x * h6) >> 10n) * (((x * h3) >> 11n) + 32_768n)) >> 10n) + 2_097_152n;
	const linear = above * ((warmth * h2 + 8_192n) >> 14n);
	const bent = linear - (((((linear >> 15n) * (linear >> 15n)) >> 7n) * h1) >> 4n);
	const kept = bent < 0n ? 0n : bent > 419_430_400n ? 419_430_400n : bent;
	return Number(kept >> 12n);
}

function big(numbers: readonly number[]): bigint[] {
	return numbers.map((value) => BigInt(value));
}
