import { isUtf8 } from "core/utf8";
import { FIXED_HEADER_MAX, writeString, writeUint16 } from "mqtt/packet";
import { Char } from "mqtt/topic-match";

/**
 * True for a topic filter the standard allows: not empty [MQTT-4.7.3-1], UTF-8 without NUL [MQTT-4.7.3-2, MQTT-3.8.3-1], `#` alone in
 * the last level [MQTT-4.7.1-2], `+` alone in its level [MQTT-4.7.1-3].
 */
export function isTopicFilter(bytes: Uint8Array): boolean {
	const length = bytes.length;
	if (length < 1 || length > 65_535 || !isUtf8(bytes, 0, length)) return false;
	for (let at = 0; at < length; at++) {
		const byte = bytes[at];
		if (byte !== Char.Plus && byte !== Char.Hash) continue;
		if (at > 0 && bytes[at - 1] !== Char.Slash) return false;
		if (byte === Char.Hash ? at + 1 < length : at + 1 < length && bytes[at + 1] !== Char.Slash) return false;
	}
	return true;
}

/** True for a topic name: as a filter, and without wildcards [MQTT-3.3.2-2, MQTT-4.7.1-1]. */
export function isTopicName(bytes: Uint8Array, from: number, to: number): boolean {
	if (to <= from || !isUtf8(bytes, from, to)) return false;
	for (let at = from; at < to; at++) if (bytes[at] === Char.Plus || bytes[at] === Char.Hash) return false;
	return true;
}

/**
 * Writes the body of a SUBSCRIBE, QoS 0 for each filter (§3.8), or -1 when it does not fit. Fixed header: PacketType.Subscribe.
 * @throws RangeError for no filter [MQTT-3.8.3-3], a bad one, or a packet identifier of 0 [MQTT-2.3.1-1].
 */
export function writeSubscribe(packet: Uint8Array, packetId: number, filters: readonly Uint8Array[]): number {
	let at = writeHead(packet, packetId, filters);
	for (let i = 0; i < filters.length && at >= 0; i++) {
		at = writeString(packet, at, filters[i]);
		if (at < 0 || at >= packet.length) return -1;
		packet[at++] = 0; // requested QoS; the upper six bits are reserved [MQTT-3.8.3-4]
	}
	return at;
}

/** Writes the body of an UNSUBSCRIBE (§3.10), or -1 when it does not fit. Throws as writeSubscribe does [MQTT-3.10.3-1, -2]. */
export function writeUnsubscribe(packet: Uint8Array, packetId: number, filters: readonly Uint8Array[]): number {
	let at = writeHead(packet, packetId, filters);
	for (let i = 0; i < filters.length && at >= 0; i++) at = writeString(packet, at, filters[i]);
	return at;
}

function writeHead(packet: Uint8Array, packetId: number, filters: readonly Uint8Array[]): number {
	if (!(packetId >= 1 && packetId <= 65_535)) throw new RangeError("packet identifier out of range");
	if (filters.length < 1) throw new RangeError("no topic filter");
	for (let i = 0; i < filters.length; i++) if (!isTopicFilter(filters[i])) throw new RangeError("bad topic filter");
	return writeUint16(packet, FIXED_HEADER_MAX, packetId);
}
