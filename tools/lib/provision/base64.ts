const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** bytes[from..to) as Base64 with its padding (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array, from: number, to: number): string {
	let text = "";
	for (let at = from; at < to; at += 3) {
		const word = (bytes[at] << 16) | ((at + 1 < to ? bytes[at + 1] : 0) << 8) | (at + 2 < to ? bytes[at + 2] : 0);
		text += ALPHABET[word >> 18] + ALPHABET[(word >> 12) & 63];
		text += at + 1 < to ? ALPHABET[(word >> 6) & 63] : "=";
		text += at + 2 < to ? ALPHABET[word & 63] : "=";
	}
	return text;
}
