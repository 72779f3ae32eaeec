import { toAscii } from "core/utf8";
import { Inbound, type Parser } from "mqtt/parser";

/** What the parser has just completed, in a word and its numbers. */
export function describe(parser: Parser, verdict: Inbound): string {
	const { body, payload, topicEnd, kept, qos, packetId, returnCode } = parser;
	switch (verdict) {
		case Inbound.Malformed:
			return "malformed";
		case Inbound.Connack:
			return `connack ${returnCode}`;
		case Inbound.Publish:
			return `publish ${qos} ${toAscii(body, 2, topicEnd)} ${packetId} ${toAscii(body, payload, kept)}`;
		case Inbound.Puback:
			return `puback ${packetId}`;
		case Inbound.Pubrec:
			return `pubrec ${packetId}`;
		case Inbound.Pubrel:
			return `pubrel ${packetId}`;
		case Inbound.Pubcomp:
			return `pubcomp ${packetId}`;
		case Inbound.Suback:
			return `suback ${packetId}`;
		case Inbound.Unsuback:
			return `unsuback ${packetId}`;
		case Inbound.Pingresp:
			return "pingresp";
		default:
			return "more";
	}
}

/** Everything the parser makes of `bytes`, up to and with the first malformed one. */
export function parse(parser: Parser, bytes: Uint8Array): string[] {
	const events: string[] = [];
	for (const byte of bytes) {
		const verdict = parser.take(byte);
		if (verdict !== Inbound.More) events.push(describe(parser, verdict));
		if (verdict === Inbound.Malformed) break;
	}
	return events;
}
