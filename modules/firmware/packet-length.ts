import type { Plan } from "publisher/plan";

/** The longest packet that is sent: CONNECT, or a channel feed of 8 fields with the longest status and a created_at. */
export const PACKET_MAX = 1_536;
/** Enough where nobody has put a text into it: a channel feed of 8 fields with a position and a created_at has less than 400 bytes. */
export const PACKET_USUAL = 512;
const POSITION_MAX = 100;
/** Of CONNECT, besides its strings: fixed header, variable header, and the lengths of three strings (MQTT 3.1.1 §3.1). */
const CONNECT_REST = 21;

/** How many bytes the buffer for outbound packets has to have. */
export function packetLength({ broker, channels, subscriptions }: Plan): number {
	if (!broker || broker.birth || broker.connect.will || subscriptions.length > 0) return PACKET_MAX;
	const { clientId, userName, password } = broker.connect;
	const connect = CONNECT_REST + clientId.length + (userName?.length ?? 0) + (password?.length ?? 0);
	const wordy = channels.some(
		({ status, custom, position }) => status || custom || (position && position.length > POSITION_MAX),
	);
	return wordy || connect > PACKET_USUAL ? PACKET_MAX : PACKET_USUAL;
}
