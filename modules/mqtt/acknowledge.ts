import { FIXED_HEADER_MAX, writeUint16 } from "mqtt/packet";

/**
 * Writes the body of a PUBACK, PUBREC or PUBCOMP behind FIXED_HEADER_MAX free bytes: the answer owed to what arrives with QoS 1 or 2, though we
 * ask for QoS 0 [MQTT-3.3.4-1, MQTT-4.5.0-2]. Returns the index after it, or -1 when it does not fit.
 */
export function writeAcknowledge(packet: Uint8Array, packetId: number): number {
	return writeUint16(packet, FIXED_HEADER_MAX, packetId);
}
