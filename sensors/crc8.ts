/** x⁸ + x⁵ + x⁴ + 1 without its highest term. */
const POLYNOMIAL = 0x31;
/** The shift register before the first byte. */
const INITIAL = 0xff;

/**
 * Sensirion's CRC-8 of `count` bytes from index `from`: polynomial 0x31, initial value 0xFF, not reflected, no final XOR; of
 * 0xBE 0xEF it is 0x92. Each 16-bit word on the wire is followed by its own. (Datasheet SHT3x-DIS, version 7, December 2022, §4.12
 * and table 20; the same in their other chips.) Bit by bit: a table of 256 bytes would buy microseconds a sample.
 */
export function crc8(bytes: Uint8Array, from: number, count: number): number {
	let crc = INITIAL;
	for (let i = from; i < from + count; i++) {
		crc ^= bytes[i];
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ POLYNOMIAL) & 0xff : crc << 1;
	}
	return crc;
}
