const HEX = Uint8Array.of(
	0x30,
	0x31,
	0x32,
	0x33,
	0x34,
	0x35,
	0x36,
	0x37,
	0x38,
	0x39,
	0x41,
	0x42,
	0x43,
	0x44,
	0x45,
	0x46,
);
const PERCENT = 0x25;

/** A-Z a-z 0-9 - . _ ~ stand for themselves (RFC 3986 §2.3). */
function isUnreserved(byte: number): boolean {
	if (byte >= 0x30 && byte <= 0x39) return true;
	if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) return true;
	return byte === 0x2d || byte === 0x2e || byte === 0x5f || byte === 0x7e;
}

/**
 * Writes bytes[0..to) percent-encoded for a form body: all but unreserved characters as %XX, a space as %20 and never as +
 * (RFC 3986 §2.1). Returns the index after it, or -1 when it does not fit.
 */
export function writePercent(target: Uint8Array, at: number, bytes: Uint8Array, to = bytes.length): number {
	let index = at;
	for (let i = 0; i < to; i++) {
		const byte = bytes[i];
		if (isUnreserved(byte)) {
			if (index >= target.length) return -1;
			target[index++] = byte;
		} else {
			if (index + 3 > target.length) return -1;
			target[index++] = PERCENT;
			target[index++] = HEX[byte >> 4];
			target[index++] = HEX[byte & 15];
		}
	}
	return index;
}
