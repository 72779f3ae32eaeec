const PLUS = 0x2b;
const HASH = 0x23;
const SLASH = 0x2f;
const DOLLAR = 0x24;

/**
 * True when the topic name in bytes[from..to) is one that `filter`, a valid topic filter, stands for (§4.7). A wildcard in front stands for no
 * topic name that begins with `$` [MQTT-4.7.2-1].
 */
export function matchesFilter(filter: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
	const end = filter.length;
	let at = from;
	let i = 0;
	if (bytes[from] === DOLLAR && (filter[0] === PLUS || filter[0] === HASH)) return false;
	for (; i < end; i++) {
		const byte = filter[i];
		if (byte === HASH) return true;
		if (byte === PLUS) while (at < to && bytes[at] !== SLASH) at++;
		else if (at < to && bytes[at] === byte) at++;
		else return at === to && byte === SLASH && i + 2 === end && filter[i + 1] === HASH; // `a/#` is `a` as well (§4.7.1.2)
	}
	return at === to;
}

/** True for the same topic filter, letter for letter. */
export function sameFilter(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
