import { FIXED_HEADER_MAX, type PacketType, prependFixedHeader, writeUint16 } from "mqtt/packet";

/** Bytes that a PUBACK, PUBREC or PUBCOMP takes on the wire. */
export const ACKNOWLEDGE_LENGTH = 4;

/**
 * Writes a whole PUBACK, PUBREC or PUBCOMP: the answer owed to what arrives with QoS 1 or 2, though we ask for QoS 0
 * [MQTT-3.3.4-1, MQTT-4.5.0-2]. Returns the index of its first byte; it is ACKNOWLEDGE_LENGTH long.
 */
export function writeAcknowledge(packet: Uint8Array, type: PacketType, packetId: number): number {
	const end = writeUint16(packet, FIXED_HEADER_MAX, packetId);
	return prependFixedHeader(packet, type, FIXED_HEADER_MAX, end);
}
