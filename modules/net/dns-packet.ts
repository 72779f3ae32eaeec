/** UDP answers are no longer, since we do not offer more (RFC 1035 §4.2.1). */
export const DNS_MAX = 512;
const HEADER = 12;
const TYPE_A = 1;
const CLASS_IN = 1;

/** What an answer is to a query. */
export const enum DnsVerdict {
	/** Not the answer to this query: whoever sent it is not listened to. */
	Foreign = 0,
	/** The name has no address, or the server could not find out. */
	NoAddress = 1,
	Address = 2,
}

/**
 * Writes a query for the IPv4 address of `host`, recursion desired (RFC 1035 §4.1), into `target`; returns its length, or 0 for a name that
 * cannot be asked for. `id`: 0 to 65535, hard to guess.
 */
export function writeDnsQuery(target: Uint8Array, id: number, host: string): number {
	target.fill(0, 0, HEADER);
	target[0] = id >> 8;
	target[1] = id;
	target[2] = 0x01; // recursion desired
	target[5] = 1; // one question
	let at = HEADER;
	for (const label of host.split(".")) {
		if (label.length < 1 || label.length > 63 || at + label.length + 6 > target.length) return 0;
		target[at++] = label.length;
		for (let i = 0; i < label.length; i++) target[at++] = label.charCodeAt(i);
	}
	target[at++] = 0;
	target.set([0, TYPE_A, 0, CLASS_IN], at);
	return at + 4;
}

/**
 * Reads an answer to `query` (whole, as it was sent). Only one that repeats its identifier and its question counts (RFC 5452 §9.1); the
 * address is the one that comes behind `last` (four bytes as one number, -1 for none yet) when all A records are put in order, and behind the
 * greatest the least: whatever order the server gives them in, each has its turn. `address` is filled only with Address.
 */
export function readDnsAnswer(answer: Uint8Array, query: Uint8Array, address: Uint8Array, last = -1): DnsVerdict {
	if (!isAnswerTo(answer, query)) return DnsVerdict.Foreign;
	const truncated = (answer[2] & 0x02) !== 0;
	if ((answer[3] & 0x0f) !== 0 || truncated) return DnsVerdict.NoAddress;
	let at = query.length;
	let chosen = -1;
	for (let left = (answer[6] << 8) | answer[7]; left > 0; left--) {
		at = skipName(answer, at);
		if (at < 0 || at + 10 > answer.length) break;
		const type = (answer[at] << 8) | answer[at + 1];
		const kind = (answer[at + 2] << 8) | answer[at + 3];
		const length = (answer[at + 8] << 8) | answer[at + 9];
		at += 10;
		if (at + length > answer.length) break;
		if (type === TYPE_A && kind === CLASS_IN && length === 4) chosen = nearer(chosen, numberOf(answer, at), last);
		at += length;
	}
	if (chosen < 0) return DnsVerdict.NoAddress;
	for (let i = 3, left = chosen; i >= 0; i--, left = Math.floor(left / 256)) address[i] = left % 256;
	return DnsVerdict.Address;
}

/** The four bytes of `address` from `at` on as one number. */
export function numberOf(address: Uint8Array, at = 0): number {
	return ((address[at] * 256 + address[at + 1]) * 256 + address[at + 2]) * 256 + address[at + 3];
}

/** Of two addresses the one that comes sooner behind `last`, in a circle. */
function nearer(chosen: number, other: number, last: number): number {
	const way = (number: number): number => (number > last ? number - last : number - last + 2 ** 32);
	return chosen >= 0 && way(chosen) <= way(other) ? chosen : other;
}

function isAnswerTo(answer: Uint8Array, query: Uint8Array): boolean {
	if (answer.length < query.length || answer[0] !== query[0] || answer[1] !== query[1]) return false;
	const isStandardAnswer = (answer[2] & 0xf8) === 0x80; // QR, opcode 0
	if (!isStandardAnswer || answer[4] !== 0 || answer[5] !== 1) return false;
	for (let i = HEADER; i < query.length; i++) if (lower(answer[i]) !== lower(query[i])) return false;
	return true;
}

/** Letters of a name in lower case (RFC 4343); a length or a type is never in that range. */
function lower(byte: number): number {
	return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** The index behind the name at `at`, which may end in a pointer (RFC 1035 §4.1.4); -1 when it is cut off or malformed. Follows no pointer. */
function skipName(packet: Uint8Array, at: number): number {
	let next = at;
	while (next < packet.length) {
		const length = packet[next];
		if (length === 0) return next + 1;
		if ((length & 0xc0) === 0xc0) return next + 2;
		if ((length & 0xc0) !== 0) return -1;
		next += length + 1;
	}
	return -1;
}
