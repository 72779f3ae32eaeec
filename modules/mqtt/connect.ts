import { FIXED_HEADER_MAX, writeString, writeUint16 } from "mqtt/packet";

/** A message the broker publishes for us when the connection dies (§3.1.2.5). ThingSpeak takes none. */
export interface Will {
	readonly topic: Uint8Array;
	readonly message: Uint8Array;
	readonly retain: boolean;
}

/** What a CONNECT says. Strings are UTF-8 bytes, checked when the settings were. */
export interface ConnectOptions {
	/** May be empty with a clean session: the broker then makes one up [MQTT-3.1.3-7]. */
	readonly clientId: Uint8Array;
	readonly userName?: Uint8Array | undefined;
	/** Needs a user name [MQTT-3.1.2-22]. */
	readonly password?: Uint8Array | undefined;
	/** Seconds, 1 to 65535 (§3.1.2.10). */
	readonly keepAliveS: number;
	readonly will?: Will | undefined;
	/** False: the broker keeps the session, subscriptions and all, between connections (§3.1.2.4). Not set: true. */
	readonly cleanSession?: boolean | undefined;
}

const enum Flag {
	/** Bit 0 is reserved and stays 0 [MQTT-3.1.2-3]. */
	CleanSession = 0x02,
	Will = 0x04,
	WillRetain = 0x20,
	Password = 0x40,
	UserName = 0x80,
}

/** "MQTT" with its length, and level 4 [MQTT-3.1.2-1, MQTT-3.1.2-2]. */
const PROTOCOL = Uint8Array.of(0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04);

/** The connect flags: a flag is set exactly when its field follows [MQTT-3.1.2-18 to -21]; a Will has QoS 0 [MQTT-3.1.2-13 to -15]. */
function connectFlags(options: ConnectOptions): number {
	let flags: number = options.cleanSession === false ? 0 : Flag.CleanSession;
	if (options.will) flags |= Flag.Will | (options.will.retain ? Flag.WillRetain : 0);
	if (options.userName) flags |= Flag.UserName;
	if (options.password) flags |= Flag.Password;
	return flags;
}

/**
 * Writes the body of a CONNECT behind FIXED_HEADER_MAX free bytes; returns the index after it, or -1 when it does not fit.
 * Payload order: client identifier, Will topic, Will message, user name, password [MQTT-3.1.3-1].
 * @throws RangeError for a password without a user name [MQTT-3.1.2-22], a keep alive out of range, or a session to be kept without a client
 * identifier [MQTT-3.1.3-8]: misuse, not a bad day.
 */
export function writeConnect(packet: Uint8Array, options: ConnectOptions): number {
	const { clientId, userName, password, keepAliveS, will } = options;
	if (password && !userName) throw new RangeError("password without user name");
	if (!(keepAliveS >= 1 && keepAliveS <= 65_535)) throw new RangeError("keep alive out of range");
	if (options.cleanSession === false && clientId.length === 0)
		throw new RangeError("session without client identifier");
	let at = FIXED_HEADER_MAX;
	if (at + PROTOCOL.length + 1 > packet.length) return -1;
	packet.set(PROTOCOL, at);
	at += PROTOCOL.length;
	packet[at++] = connectFlags(options);
	at = writeUint16(packet, at, keepAliveS);
	at = writeString(packet, at, clientId);
	if (will) at = writeString(packet, writeString(packet, at, will.topic), will.message);
	if (userName) at = writeString(packet, at, userName);
	if (password) at = writeString(packet, at, password);
	return at;
}
