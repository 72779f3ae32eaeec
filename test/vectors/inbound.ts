/** One packet from a broker, as bytes, and what the standard says of it. */
export interface InboundVector {
	/** The rule, with the number of the statement. */
	readonly name: string;
	readonly hex: string;
}

/** Packets a client must take. `verdict` is the name of the event. */
export const ACCEPTED: readonly (InboundVector & { readonly verdict: string })[] = [
	{ name: "3.2: CONNACK, return code 0", hex: "2002 0000", verdict: "connack 0" },
	{ name: "3.2.2.3: CONNACK, return code 5", hex: "2002 0005", verdict: "connack 5" },
	{ name: "3.3: PUBLISH QoS 0", hex: "3005 0001 61 6869", verdict: "publish 0 a 0 hi" },
	{ name: "3.3.3: PUBLISH QoS 0 with an empty payload", hex: "3003 0001 61", verdict: "publish 0 a 0 " },
	{ name: "3.3.1.3: PUBLISH with RETAIN", hex: "3104 0001 61 68", verdict: "publish 0 a 0 h" },
	{ name: "MQTT-4.5.0-2: PUBLISH QoS 1", hex: "3206 0001 61 1234 68", verdict: "publish 1 a 4660 h" },
	{ name: "MQTT-3.3.1-1: PUBLISH QoS 1 with DUP", hex: "3a06 0001 61 1234 68", verdict: "publish 1 a 4660 h" },
	{ name: "4.3.3: PUBLISH QoS 2", hex: "3405 0001 61 0001", verdict: "publish 2 a 1 " },
	{
		name: "MQTT-1.5.3-3: a topic with a byte order mark keeps it",
		hex: "3006 0003 efbbbf 68",
		verdict: "publish 0 ??? 0 h",
	},
	{ name: "3.4: PUBACK", hex: "4002 0001", verdict: "puback 1" },
	{ name: "3.5: PUBREC", hex: "5002 ffff", verdict: "pubrec 65535" },
	{ name: "MQTT-3.6.1-1: PUBREL has flags 0010", hex: "6202 0001", verdict: "pubrel 1" },
	{ name: "3.7: PUBCOMP", hex: "7002 0001", verdict: "pubcomp 1" },
	{ name: "MQTT-3.9.3-1: SUBACK with a code for each filter", hex: "9006 0001 00 01 02 80", verdict: "suback 1" },
	{ name: "3.11: UNSUBACK", hex: "b002 0001", verdict: "unsuback 1" },
	{ name: "3.13: PINGRESP", hex: "d000", verdict: "pingresp" },
	{ name: "2.2.3: Remaining Length in more bytes than needed", hex: "d0 8000", verdict: "pingresp" },
];

/** Packets a client must refuse, by closing the network connection [MQTT-4.8.0-1]. */
export const REFUSED: readonly InboundVector[] = [
	{ name: "2.2.1: type 0 is forbidden", hex: "0000" },
	{ name: "2.2.1: type 15 is forbidden", hex: "f000" },
	{ name: "2.2.1: CONNECT goes to the server only", hex: "1000" },
	{ name: "2.2.1: SUBSCRIBE goes to the server only", hex: "8200" },
	{ name: "2.2.1: UNSUBSCRIBE goes to the server only", hex: "a200" },
	{ name: "2.2.1: PINGREQ goes to the server only", hex: "c000" },
	{ name: "2.2.1: DISCONNECT goes to the server only", hex: "e000" },
	{ name: "MQTT-2.2.2-2: CONNACK with flags", hex: "2102 0000" },
	{ name: "MQTT-2.2.2-2: PUBACK with flags", hex: "4202 0001" },
	{ name: "MQTT-2.2.2-2: PUBREC with flags", hex: "5102 0001" },
	{ name: "MQTT-3.6.1-1: PUBREL without its flag", hex: "6002 0001" },
	{ name: "MQTT-2.2.2-2: PUBCOMP with flags", hex: "7802 0001" },
	{ name: "MQTT-2.2.2-2: SUBACK with flags", hex: "9203 0001 00" },
	{ name: "MQTT-2.2.2-2: UNSUBACK with flags", hex: "b102 0001" },
	{ name: "MQTT-2.2.2-2: PINGRESP with flags", hex: "d100" },
	{ name: "2.2.3: five bytes of Remaining Length", hex: "30ffffffff01" },
	{ name: "3.2.1: CONNACK of one byte", hex: "2001 00" },
	{ name: "3.2.1: CONNACK of three bytes", hex: "2003 000000" },
	{ name: "3.2.2.1: CONNACK with reserved acknowledge flags", hex: "2002 0200" },
	{ name: "MQTT-3.2.2-1: Session Present though clean session is 1", hex: "2002 0100" },
	{ name: "MQTT-3.2.2-4: Session Present with a refusal", hex: "2002 0105" },
	{ name: "3.2.2.3: return code 6 is reserved", hex: "2002 0006" },
	{ name: "3.2.2.3: return code 255 is reserved", hex: "2002 00ff" },
	{ name: "MQTT-3.3.1-4: PUBLISH with QoS 3", hex: "3605 0001 61 0001" },
	{ name: "MQTT-3.3.1-2: PUBLISH QoS 0 with DUP", hex: "3803 0001 61" },
	{ name: "MQTT-3.3.2-1: PUBLISH without a topic name", hex: "3002 0000" },
	{ name: "MQTT-4.7.3-1: PUBLISH with an empty topic name", hex: "3003 0000 61" },
	{ name: "1.5.3: PUBLISH whose topic name is longer than the packet", hex: "3004 0005 6162" },
	{ name: "3.3.2.2: PUBLISH QoS 1 that ends before its packet identifier", hex: "3203 0001 61" },
	{ name: "MQTT-2.3.1-1: PUBLISH QoS 1 with packet identifier 0", hex: "3205 0001 61 0000" },
	{ name: "MQTT-3.3.2-2: PUBLISH with + in its topic name", hex: "3003 0001 2b" },
	{ name: "MQTT-3.3.2-2: PUBLISH with # in its topic name", hex: "3005 0003 612f23" },
	{ name: "MQTT-1.5.3-2: PUBLISH with U+0000 in its topic name", hex: "3003 0001 00" },
	{ name: "MQTT-1.5.3-1: PUBLISH with a surrogate in its topic name", hex: "3005 0003 eda080" },
	{ name: "MQTT-1.5.3-1: PUBLISH with half a character in its topic name", hex: "3003 0001 c3" },
	{ name: "3.4.1: PUBACK of three bytes", hex: "4003 000100" },
	{ name: "MQTT-2.3.1-1: PUBACK with packet identifier 0", hex: "4002 0000" },
	{ name: "MQTT-2.3.1-1: PUBREC with packet identifier 0", hex: "5002 0000" },
	{ name: "MQTT-2.3.1-1: PUBREL with packet identifier 0", hex: "6202 0000" },
	{ name: "MQTT-2.3.1-1: PUBCOMP with packet identifier 0", hex: "7002 0000" },
	{ name: "MQTT-2.3.1-7: SUBACK with packet identifier 0", hex: "9003 0000 00" },
	{ name: "MQTT-3.8.4-5: SUBACK without a return code", hex: "9002 0001" },
	{ name: "MQTT-3.9.3-2: SUBACK with return code 3", hex: "9003 0001 03" },
	{ name: "MQTT-3.9.3-2: SUBACK with return code 129", hex: "9004 0001 00 81" },
	{ name: "3.9: SUBACK longer than anything we could have asked for", hex: "90 8108 0001" },
	{ name: "MQTT-2.3.1-7: UNSUBACK with packet identifier 0", hex: "b002 0000" },
	{ name: "3.11.1: UNSUBACK of three bytes", hex: "b003 000100" },
	{ name: "3.13: PINGRESP with a body", hex: "d001 00" },
];

/** What a broker may say in one session with a client that asks for QoS 0. */
export const SESSION = ACCEPTED.map((vector) => vector.hex).join("");
