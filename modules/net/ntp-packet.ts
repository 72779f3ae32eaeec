/** A packet without extensions (RFC 5905 §7.3). */
export const NTP_LENGTH = 48;
/** Seconds from 1900, where NTP begins, to 1970. */
const EPOCH_S = 2_208_988_800;
const ERA_S = 2 ** 32;
const VERSION = 4;
const CLIENT = 3;
const SERVER = 4;
/** Strata of servers that know the time (RFC 5905 figure 11). */
const STRATUM_MAX = 15;
const ORIGIN = 24;
const RECEIVE = 32;
const TRANSMIT = 40;

/** What an answer is worth. */
export const enum NtpVerdict {
	Good = 0,
	/** Not the answer to this request: whoever sent it is not listened to. */
	Foreign = 1,
	/** The server does not know the time: LI 3, a stratum that is none, or a timestamp that is zero. */
	Unsynchronised = 2,
	/** Stratum 0: the server wants to be left alone (RFC 5905 §7.4). */
	KissOfDeath = 3,
}

/**
 * Writes a client's request (RFC 5905 §7.3, mode 3). The transmit timestamp is a number from `random` in place of the time: the server repeats
 * it, so that only who saw the request can answer it, and it tells nothing of this board's clock.
 */
export function writeNtpRequest(packet: Uint8Array, random: () => number): void {
	packet.fill(0);
	packet[0] = (VERSION << 3) | CLIENT;
	for (let i = TRANSMIT; i < NTP_LENGTH; i++) packet[i] = Math.floor(random() * 256);
	packet[TRANSMIT] |= 1; // never all zero, which is "unknown"
}

/** Judges an answer to `request` (RFC 5905 §8, figure 20: the bogus, the unsynchronised, the invalid). */
export function checkNtpAnswer(answer: Uint8Array, request: Uint8Array): NtpVerdict {
	if (answer.length < NTP_LENGTH || (answer[0] & 0x07) !== SERVER) return NtpVerdict.Foreign;
	for (let i = 0; i < 8; i++) if (answer[ORIGIN + i] !== request[TRANSMIT + i]) return NtpVerdict.Foreign;
	const stratum = answer[1];
	if (stratum === 0) return NtpVerdict.KissOfDeath;
	const unsynchronised = answer[0] >> 6 === 3 || stratum > STRATUM_MAX;
	return unsynchronised || isZero(answer, RECEIVE) || isZero(answer, TRANSMIT)
		? NtpVerdict.Unsynchronised
		: NtpVerdict.Good;
}

/**
 * The time at which a good answer arrived, in milliseconds since 1970. `tripMs`: from the request's leaving to the answer's arrival. The way
 * back is taken for half of it, without the time the server held the request.
 */
export function ntpTimeOf(answer: Uint8Array, tripMs: number): number {
	const sent = toTime(answer, TRANSMIT);
	const held = sent - toTime(answer, RECEIVE);
	const travelled = held >= 0 && held <= tripMs ? tripMs - held : tripMs;
	return sent + travelled / 2;
}

/** A timestamp in milliseconds since 1970. Without its top bit it is of the next era, from 2036-02-07 on (RFC 4330 §3). */
function toTime(packet: Uint8Array, at: number): number {
	const seconds = toUint32(packet, at);
	const era = seconds < ERA_S / 2 ? ERA_S : 0;
	return (seconds + era - EPOCH_S) * 1_000 + (toUint32(packet, at + 4) * 1_000) / ERA_S;
}

function toUint32(packet: Uint8Array, at: number): number {
	return ((packet[at] << 24) | (packet[at + 1] << 16) | (packet[at + 2] << 8) | packet[at + 3]) >>> 0;
}

function isZero(packet: Uint8Array, at: number): boolean {
	return toUint32(packet, at) === 0 && toUint32(packet, at + 4) === 0;
}
