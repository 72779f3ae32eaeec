/** A word as Sensirion's chips send it: most significant byte, least, checksum; a wrong one if so wished. */
export function checked(value: number, wrong = false): number[] {
	const crc = checksum([value >> 8, value & 0xff]);
	return [value >> 8, value & 0xff, wrong ? crc ^ 0x01 : crc];
}

/**
 * The checksum by long division: the bytes with the initial value 0xFF on the first of them, times x⁸, modulo x⁸ + x⁵ + x⁴ + 1. Another way
 * than the drivers', on purpose.
 */
export function checksum(bytes: readonly number[]): number {
	const bits: number[] = [];
	for (const [i, byte] of [...bytes, 0].entries())
		for (let bit = 7; bit >= 0; bit--) bits.push(((i === 0 ? byte ^ 0xff : byte) >> bit) & 1);
	const divisor = [1, 0, 0, 1, 1, 0, 0, 0, 1];
	for (let at = 0; at + 8 < bits.length; at++)
		if (bits[at]) for (let i = 0; i < divisor.length; i++) bits[at + i] ^= divisor[i];
	return bits.slice(-8).reduce((value, bit) => value * 2 + bit, 0);
}

/** The 16-bit word for a fraction of full scale. */
export function word(fraction: number): number {
	return Math.min(0xffff, Math.max(0, Math.round(fraction * 0xffff)));
}
