/** Bytes of a SHA-1 digest. */
export const SHA1_LENGTH = 20;
const BLOCK = 64;

/**
 * SHA-1 (FIPS 180-4 §6.1) of `message`, in constant memory besides it. Only for what a protocol demands of it, as the accept key of
 * RFC 6455 does: it withstands no attacker. Allocates; for set-up only.
 */
export function sha1(message: Uint8Array): Uint8Array {
	const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0);
	const words = new Int32Array(16);
	const block = new Uint8Array(BLOCK);
	const { length } = message;
	// Behind the message: 0x80, zeros, and its length in bits as 64 bits that end a block (§5.1.1).
	const end = Math.ceil((length + 9) / BLOCK) * BLOCK;
	for (let at = 0; at < end; at += BLOCK) {
		for (let i = 0; i < BLOCK; i++) block[i] = at + i < length ? message[at + i] : at + i === length ? 0x80 : 0;
		if (at + BLOCK === end) {
			const bits = length * 8;
			for (let i = 1; i <= 4; i++) block[BLOCK - i] = bits >>> (8 * (i - 1));
			block[BLOCK - 5] = Math.floor(bits / 2 ** 32);
		}
		digestBlock(state, words, block);
	}
	const digest = new Uint8Array(SHA1_LENGTH);
	for (let i = 0; i < SHA1_LENGTH; i++) digest[i] = state[i >> 2] >>> (24 - 8 * (i & 3));
	return digest;
}

/** One block, with the message schedule in 16 words instead of 80 (§6.1.3). */
function digestBlock(state: Int32Array, words: Int32Array, block: Uint8Array): void {
	for (let i = 0; i < 16; i++)
		words[i] = (block[4 * i] << 24) | (block[4 * i + 1] << 16) | (block[4 * i + 2] << 8) | block[4 * i + 3];
	let a = state[0];
	let b = state[1];
	let c = state[2];
	let d = state[3];
	let e = state[4];
	for (let t = 0; t < 80; t++) {
		const s = t & 15;
		if (t >= 16) words[s] = rotate(words[(s + 13) & 15] ^ words[(s + 8) & 15] ^ words[(s + 2) & 15] ^ words[s], 1);
		const next = (rotate(a, 5) + mix(t, b, c, d) + e + words[s]) | 0;
		e = d;
		d = c;
		c = rotate(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

/** The function and the constant of step `t` (§4.1.1, §4.2.1). */
function mix(t: number, b: number, c: number, d: number): number {
	if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
	if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
	if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}
