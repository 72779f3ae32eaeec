import type { Encodable } from "core/encodable";

/** First byte of each control packet: type in the upper four bits, the flags the standard reserves for it in the lower (MQTT 3.1.1 table 2.2). */
export const enum PacketType {
	Connect = 0x10,
	Connack = 0x20,
	/** QoS 0, DUP 0, RETAIN 0 [MQTT-3.3.1-2]. */
	Publish = 0x30,
	Puback = 0x40,
	Pubrec = 0x50,
	Pubrel = 0x62,
	Pubcomp = 0x70,
	Subscribe = 0x82,
	Suback = 0x90,
	Unsubscribe = 0xa2,
	Unsuback = 0xb0,
	Pingreq = 0xc0,
	Pingresp = 0xd0,
	Disconnect = 0xe0,
}

/** The longest fixed header: one byte of type, four of Remaining Length (§2.2.3). A packet's body starts here in the buffer. */
export const FIXED_HEADER_MAX = 5;
/** The longest string of the protocol in bytes (§1.5.3). */
export const STRING_MAX = 65_535;

/** PINGREQ (§3.12): two bytes, and always the same. */
export const PINGREQ = Uint8Array.of(PacketType.Pingreq, 0);
/** DISCONNECT (§3.14), its reserved flags 0 [MQTT-3.14.1-1]. */
export const DISCONNECT = Uint8Array.of(PacketType.Disconnect, 0);

/**
 * Writes a fixed header that ends where `body` starts; returns the index of its first byte. The body comes first because
 * its length decides the size of Remaining Length (§2.2.3). Needs FIXED_HEADER_MAX free bytes before `body`.
 */
export function prependFixedHeader(packet: Uint8Array, first: number, body: number, end: number): number {
	let remaining = end - body;
	if (remaining < 128) {
		packet[body - 2] = first; // most packets are as short as that
		packet[body - 1] = remaining;
		return body - 2;
	}
	let at = body - (remaining < 16_384 ? 3 : remaining < 2_097_152 ? 4 : 5);
	const start = at;
	packet[at++] = first;
	do {
		packet[at++] = (remaining & 0x7f) | (remaining > 127 ? 0x80 : 0);
		remaining >>= 7;
	} while (at < body);
	return start;
}

/** Writes a 16-bit number, most significant byte first (§1.5.2); returns the index after it, or -1 when it does not fit. */
export function writeUint16(packet: Uint8Array, at: number, value: number): number {
	if (at < 0 || at + 2 > packet.length) return -1;
	packet[at] = value >> 8;
	packet[at + 1] = value & 0xff;
	return at + 2;
}

/** Writes a string with its two-byte length in front (§1.5.3), or binary data in the same form (§3.1.3.5). -1 when it does not fit. */
export function writeString(packet: Uint8Array, at: number, bytes: Uint8Array): number {
	const length = bytes.length;
	const start = length > STRING_MAX ? -1 : writeUint16(packet, at, length);
	if (start < 0 || start + length > packet.length) return -1;
	packet.set(bytes, start);
	return start + length;
}

/** A topic name. Neither what it encodes nor `retain` ever changes. */
export interface TopicName extends Encodable {
	/** The broker is to keep the last message under it for those who subscribe later [MQTT-3.3.1-5]. Not set: it is not. */
	readonly retain?: boolean;
}

/**
 * Writes the body of a QoS 0 PUBLISH behind FIXED_HEADER_MAX free bytes: topic name, then payload. There is no packet
 * identifier at QoS 0 [MQTT-2.3.1-5]. Returns the index after the topic name, which is where the payload starts, or -1 when
 * the topic is empty [MQTT-4.7.3-1] or does not fit.
 */
export function writeTopic(packet: Uint8Array, topic: TopicName): number {
	const first = FIXED_HEADER_MAX + 2;
	const end = topic.encode(packet, first);
	const length = end - first;
	if (end < 0 || length < 1 || length > STRING_MAX) return -1;
	writeUint16(packet, FIXED_HEADER_MAX, length);
	return end;
}
