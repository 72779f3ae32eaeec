import type { Encodable } from "core/encodable";
import { toUtf8 } from "core/utf8";
import { writeConnect } from "mqtt/connect";
import {
	DISCONNECT,
	FIXED_HEADER_MAX,
	PacketType,
	PINGREQ,
	prependFixedHeader,
	writeTopic,
	writeUint16,
} from "mqtt/packet";
import { writeSubscribe, writeUnsubscribe } from "mqtt/subscribe";

/** One packet from the client: how the encoders are called, and the bytes that must come of it. */
export interface OutboundVector {
	/** The rule, with the number of the statement. */
	readonly name: string;
	readonly hex: string;
	readonly encode: (packet: Uint8Array) => Uint8Array;
}

/** UTF-8 of a text that has some. */
export function utf8(text: string): Uint8Array {
	return toUtf8(text) ?? new Uint8Array(0);
}

/** Text that encodes itself. */
export function encodable(text: string): Encodable {
	const bytes = utf8(text);
	return {
		encode(target: Uint8Array, at: number): number {
			if (at + bytes.length > target.length) return -1;
			target.set(bytes, at);
			return at + bytes.length;
		},
	};
}

function finish(packet: Uint8Array, first: number, end: number): Uint8Array {
	return packet.subarray(prependFixedHeader(packet, first, FIXED_HEADER_MAX, end), end);
}

function publish(packet: Uint8Array, topic: string, payload: string): Uint8Array {
	const middle = writeTopic(packet, encodable(topic));
	return finish(packet, PacketType.Publish, encodable(payload).encode(packet, middle));
}

function acknowledge(packet: Uint8Array, type: PacketType, packetId: number): Uint8Array {
	return finish(packet, type, writeUint16(packet, FIXED_HEADER_MAX, packetId));
}

/** Every packet a client sends. */
export const OUTBOUND: readonly OutboundVector[] = [
	{
		name: "MQTT-3.1.2-1, -2, -3: CONNECT names MQTT, level 4, its reserved flag 0, clean session 1",
		hex: "100e 0004 4d515454 04 02 00f0 0002 6964",
		encode: (packet) =>
			finish(packet, PacketType.Connect, writeConnect(packet, { clientId: utf8("id"), keepAliveS: 240 })),
	},
	{
		name: "MQTT-3.1.3-7: CONNECT with an empty client identifier",
		hex: "100c 0004 4d515454 04 02 003c 0000",
		encode: (packet) =>
			finish(packet, PacketType.Connect, writeConnect(packet, { clientId: utf8(""), keepAliveS: 60 })),
	},
	{
		name: "MQTT-3.1.2-19, -21: CONNECT with user name and password",
		hex: "1017 0004 4d515454 04 c2 0bb8 0002 6964 0004 75736572 0001 70",
		encode: (packet) => {
			const options = { clientId: utf8("id"), userName: utf8("user"), password: utf8("p"), keepAliveS: 3_000 };
			return finish(packet, PacketType.Connect, writeConnect(packet, options));
		},
	},
	{
		name: "MQTT-3.1.2-20: CONNECT with a user name and no password",
		hex: "1014 0004 4d515454 04 82 001e 0002 6964 0004 75736572",
		encode: (packet) => {
			const options = { clientId: utf8("id"), userName: utf8("user"), keepAliveS: 30 };
			return finish(packet, PacketType.Connect, writeConnect(packet, options));
		},
	},
	{
		name: "MQTT-3.1.3-1, MQTT-3.1.2-9, -13: CONNECT with a Will, fields in order, Will QoS 0",
		hex: "101c 0004 4d515454 04 c6 00f0 0002 6964 0001 74 0003 627965 0001 75 0001 70",
		encode: (packet) => {
			const will = { topic: utf8("t"), message: utf8("bye"), retain: false };
			const options = { clientId: utf8("id"), userName: utf8("u"), password: utf8("p"), keepAliveS: 240, will };
			return finish(packet, PacketType.Connect, writeConnect(packet, options));
		},
	},
	{
		name: "MQTT-3.1.2-17: CONNECT with a retained Will",
		hex: "1014 0004 4d515454 04 26 00f0 0002 6964 0001 74 0001 62",
		encode: (packet) => {
			const will = { topic: utf8("t"), message: utf8("b"), retain: true };
			return finish(packet, PacketType.Connect, writeConnect(packet, { clientId: utf8("id"), keepAliveS: 240, will }));
		},
	},
	{
		name: "3.1.2.4: CONNECT that wants its session kept has clean session 0",
		hex: "100e 0004 4d515454 04 00 00f0 0002 6964",
		encode: (packet) =>
			finish(
				packet,
				PacketType.Connect,
				writeConnect(packet, { clientId: utf8("id"), keepAliveS: 240, cleanSession: false }),
			),
	},
	{
		name: "MQTT-3.1.2-18: CONNECT with an empty user name has its flag, and may have a password",
		hex: "1013 0004 4d515454 04 c2 00f0 0002 6964 0000 0001 70",
		encode: (packet) => {
			const options = { clientId: utf8("id"), userName: utf8(""), password: utf8("p"), keepAliveS: 240 };
			return finish(packet, PacketType.Connect, writeConnect(packet, options));
		},
	},
	{
		name: "MQTT-2.3.1-5, MQTT-3.3.1-2: PUBLISH at QoS 0 has DUP 0 and no packet identifier",
		hex: "3005 0001 61 6869",
		encode: (packet) => publish(packet, "a", "hi"),
	},
	{
		name: "3.3.3: PUBLISH with an empty payload",
		hex: "3005 0003 612f62",
		encode: (packet) => publish(packet, "a/b", ""),
	},
	{
		name: "MQTT-1.5.3-1: PUBLISH with a topic name beyond ASCII",
		hex: "3007 0005 6dc3bc732f",
		encode: (packet) => publish(packet, "müs/", ""),
	},
	{
		name: "MQTT-3.8.1-1, MQTT-3.8.3-1: SUBSCRIBE has flags 0010; filters ask for QoS 0",
		hex: "820d 0001 0003 612f2b 00 0002 2f23 00",
		encode: (packet) => finish(packet, PacketType.Subscribe, writeSubscribe(packet, 1, [utf8("a/+"), utf8("/#")])),
	},
	{
		name: "MQTT-3.10.1-1, MQTT-3.10.3-1: UNSUBSCRIBE has flags 0010 and its filters",
		hex: "a205 ffff 0001 23",
		encode: (packet) => finish(packet, PacketType.Unsubscribe, writeUnsubscribe(packet, 65_535, [utf8("#")])),
	},
	{
		name: "MQTT-4.3.2-2: PUBACK repeats the packet identifier",
		hex: "4002 1234",
		encode: (packet) => acknowledge(packet, PacketType.Puback, 0x1234),
	},
	{
		name: "MQTT-4.3.3-2: PUBREC repeats the packet identifier",
		hex: "5002 0001",
		encode: (packet) => acknowledge(packet, PacketType.Pubrec, 1),
	},
	{
		name: "MQTT-4.3.3-2: PUBCOMP repeats the packet identifier",
		hex: "7002 00ff",
		encode: (packet) => acknowledge(packet, PacketType.Pubcomp, 255),
	},
	{ name: "3.12: PINGREQ", hex: "c000", encode: () => PINGREQ },
	{ name: "MQTT-3.14.1-1: DISCONNECT has reserved flags 0", hex: "e000", encode: () => DISCONNECT },
];
