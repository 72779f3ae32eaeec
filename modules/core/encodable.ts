/**
 * Bytes on demand: a topic or a payload that writes itself straight into the packet buffer, so that no string and no
 * intermediate buffer is made per message.
 */
export interface Encodable {
	/** Writes itself into `target` from index `at`; returns the index after its last byte, or -1 when it does not fit. */
	encode(target: Uint8Array, at: number): number;
}
