/** A const enum, since a closure takes a slot for each constant that it names. */
const enum Mix {
	Golden = 0x9e3779b9,
	Word = 4_294_967_296,
}

/**
 * Random numbers in [0, 1) that are this device's own: `random`, whatever the platform's is, with the device's identity mixed in. Boards
 * flashed with one image whose generators give the same numbers (a PC's under the SDK is never seeded; an ESP32's is only pseudo-random while its
 * radio is off) do not retry together; and where `random` cannot be foretold, neither can these, whoever knows the identity.
 *
 * `identity`: what sets this device apart, in any order that stays; no secret. The numbers are splitmix32's (Steele, Lea, Flood, "Fast
 * Splittable Pseudorandom Number Generators", 2014; the mixer is Ettinger's "prospector" of 2018), each with a number of `random` over it.
 */
export function jitter(identity: readonly string[], random: () => number): () => number {
	let state = hash(identity);
	return (): number => {
		state = (state + Mix.Golden) | 0;
		// The exclusive or last: what is even and unforeseeable stays so, whatever it is mixed with.
		return ((mixed(state) ^ Math.floor(random() * Mix.Word)) >>> 0) / Mix.Word;
	};
}

/** FNV-1a over all of it; each string ends with a character that none of them has. */
function hash(identity: readonly string[]): number {
	let word = 0x811c9dc5;
	for (let i = 0; i < identity.length; i++) {
		const text = identity[i];
		for (let j = 0; j < text.length; j++) word = Math.imul(word ^ text.charCodeAt(j), 0x01000193);
		word = Math.imul(word ^ 0x10000, 0x01000193);
	}
	return mixed(word);
}

function mixed(word: number): number {
	let bits = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
	bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
	return bits ^ (bits >>> 15);
}
