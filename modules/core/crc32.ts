/** The remainders of the 16 half bytes: a table of 256 words would be 4 KB of flash for a few hundred bytes at boot. */
const REMAINDERS: readonly number[] = Object.freeze([
	0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c, 0xedb88320,
	0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
]);

/**
 * CRC-32 of bytes[from..to), as IEEE 802.3 has it (polynomial 04C11DB7 reflected; check value CBF43926 for "123456789"). `crc` is the
 * result so far, 0 to start with, so that a long text can be taken in parts. An unsigned 32-bit number.
 */
export function crc32(bytes: Uint8Array, from: number, to: number, crc = 0): number {
	let state = ~crc;
	for (let at = from; at < to; at++) {
		state ^= bytes[at];
		state = (state >>> 4) ^ REMAINDERS[state & 15];
		state = (state >>> 4) ^ REMAINDERS[state & 15];
	}
	return ~state >>> 0;
}
