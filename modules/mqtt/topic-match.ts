/** What is not just a letter in a topic filter (§4.7). */
export const enum Char {
	Hash = 0x23,
	Dollar = 0x24,
	Plus = 0x2b,
	Slash = 0x2f,
}

/**
 * True when the topic name in bytes[from..to) is one that `filter`, a valid topic filter, stands for (§4.7). A wildcard in front stands for no
 * topic name that begins with `$` [MQTT-4.7.2-1].
 */
export function matchesFilter(filter: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
	const end = filter.length;
	let at = from;
	let i = 0;
	if (bytes[from] === Char.Dollar && (filter[0] === Char.Plus || filter[0] === Char.Hash)) return false;
	for (; i < end; i++) {
		const byte = filter[i];
		if (byte === Char.Hash) return true;
		if (byte === Char.Plus) while (at < to && bytes[at] !== Char.Slash) at++;
		else if (at < to && bytes[at] === byte) at++;
		else return at === to && byte === Char.Slash && i + 2 === end && filter[i + 1] === Char.Hash; // `a/#` is `a` as well (§4.7.1.2)
	}
	return at === to;
}

/** True for the same topic filter, letter for letter. */
export function sameFilter(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
