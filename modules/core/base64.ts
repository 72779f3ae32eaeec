const PAD = 0x3d;

/**
 * Decodes the Base64 in text[from..to) (RFC 4648 §4, ASCII codes, with its padding) into `target` from `at` on. Returns the index behind
 * the last byte, or -1 when it is no Base64 in its only form (§3.5: bits that do not count are zero), or does not fit; `target` may hold a
 * part of it then.
 */
export function decodeBase64(text: Uint8Array, from: number, to: number, target: Uint8Array, at: number): number {
	if ((to - from) % 4 !== 0) return -1;
	let end = to;
	while (end > from && end > to - 2 && text[end - 1] === PAD) end--;
	let next = at;
	let bits = 0;
	let held = 0;
	for (let i = from; i < end; i++) {
		const six = base64Value(text[i]);
		if (six < 0) return -1;
		held = ((held << 6) | six) & 0xffff;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		if (next >= target.length) return -1;
		target[next++] = held >> bits;
	}
	return (held & ((1 << bits) - 1)) === 0 ? next : -1;
}

/** The six bits that a character stands for, -1 for none (RFC 4648, table 1). */
export function base64Value(code: number): number {
	if (code >= 0x41 && code <= 0x5a) return code - 0x41;
	if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
	if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
	if (code === 0x2b) return 62;
	return code === 0x2f ? 63 : -1;
}

/** The Base64 of `bytes` (RFC 4648 §4, with its padding), as ASCII codes. Allocates; for set-up only. */
export function encodeBase64(bytes: Uint8Array): Uint8Array {
	const { length } = bytes;
	const text = new Uint8Array(Math.ceil(length / 3) * 4);
	let at = 0;
	for (let i = 0; i < length; i += 3) {
		const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
		text[at++] = codeOf(three >> 18);
		text[at++] = codeOf((three >> 12) & 63);
		text[at++] = i + 1 < length ? codeOf((three >> 6) & 63) : PAD;
		text[at++] = i + 2 < length ? codeOf(three & 63) : PAD;
	}
	return text;
}

/** The character that stands for six bits (RFC 4648, table 1). */
function codeOf(six: number): number {
	if (six < 26) return 0x41 + six;
	if (six < 52) return 0x61 + six - 26;
	if (six < 62) return 0x30 + six - 52;
	return six === 62 ? 0x2b : 0x2f;
}
