/** x⁸ + x⁵ + x⁴ + 1 without its highest term, least significant bit first. */
const POLYNOMIAL = 0x8c;

/**
 * The CRC-8 of 1-Wire devices of the first `count` bytes: polynomial 0x31 reflected, initial value 0, no final XOR; over bytes and their
 * CRC it is 0. Of 02 1C B8 01 00 00 00 it is 0xA2 (Maxim Integrated, application note 27, "Understanding and Using Cyclic Redundancy Checks
 * with Maxim 1-Wire and iButton Products"). Of zeros alone it is 0: who checks it must refuse those by something else.
 */
export function crc8Maxim(bytes: Uint8Array, count: number): number {
	let crc = 0;
	for (let i = 0; i < count; i++) {
		crc ^= bytes[i];
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
	}
	return crc;
}
