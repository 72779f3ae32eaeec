import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FIXED_HEADER_MAX, PacketType, prependFixedHeader, writeTopic } from "mqtt/packet";
import { Parser } from "mqtt/parser";
import mqtt from "mqtt-packet";
import { parse } from "../fakes/parse";
import { fromHex } from "../harness";
import { ACCEPTED } from "../vectors/inbound";
import { encodable, OUTBOUND } from "../vectors/outbound";

/** What mqtt-packet, which is not ours, makes of `bytes`. */
function read(bytes: Uint8Array): mqtt.Packet[] {
	const packets: mqtt.Packet[] = [];
	const parser = mqtt.parser({ protocolVersion: 4 });
	parser.on("packet", (packet: mqtt.Packet) => packets.push(packet));
	parser.on("error", (error: Error) => {
		throw error;
	});
	parser.parse(Buffer.from(bytes));
	return packets;
}

for (const { name, encode } of OUTBOUND) {
	test(`mqtt-packet reads and writes the same: ${name}`, () => {
		const bytes = encode(new Uint8Array(128));
		const [packet, ...more] = read(bytes);
		assert.deepEqual(more, []);
		assert.deepEqual(Buffer.from(mqtt.generate(packet, { protocolVersion: 4 })), Buffer.from(bytes));
	});
}

test("mqtt-packet reads what our parser accepts, and finds the same in it", () => {
	for (const { name, hex, verdict } of ACCEPTED) {
		const [packet] = read(fromHex(hex));
		assert.equal(packet.cmd, verdict.split(" ")[0], name);
	}
});

const topicName = fc.stringMatching(/^[a-zA-Z0-9/_-]{1,40}$/);
const text = fc.stringMatching(/^[ -~]{0,200}$/);
const packetId = fc.integer({ min: 1, max: 65_535 });

/** A packet a broker may send, and what our parser must say of it. */
const inbound = fc.oneof(
	fc
		.integer({ min: 0, max: 5 })
		.map((code) => [{ cmd: "connack", returnCode: code, sessionPresent: false }, `connack ${code}`] as const),
	fc
		.tuple(topicName, text, fc.constantFrom(0, 1, 2), packetId, fc.boolean())
		.map(([topic, payload, qos, messageId, retain]) => {
			const dup = false;
			return [
				{ cmd: "publish", topic, payload, qos, messageId, retain, dup },
				`publish ${qos} ${topic} ${qos > 0 ? messageId : 0} ${payload}`,
			] as const;
		}),
	...(["puback", "pubrec", "pubrel", "pubcomp", "unsuback"] as const).map((cmd) =>
		packetId.map((messageId) => [{ cmd, messageId }, `${cmd} ${messageId}`] as const),
	),
	fc
		.tuple(packetId, fc.array(fc.constantFrom(0, 1, 2, 0x80), { minLength: 1, maxLength: 8 }))
		.map(([messageId, granted]) => [{ cmd: "suback", messageId, granted }, `suback ${messageId}`] as const),
	fc.constant([{ cmd: "pingresp" }, "pingresp"] as const),
);

test("our parser reads whatever mqtt-packet writes as a broker", () => {
	const property = fc.property(fc.array(inbound, { minLength: 1, maxLength: 12 }), (packets) => {
		const bytes = Buffer.concat(
			packets.map(([packet]) => mqtt.generate(packet as mqtt.Packet, { protocolVersion: 4 })),
		);
		assert.deepEqual(
			parse(new Parser(1_024), bytes),
			packets.map(([, verdict]) => verdict),
		);
	});
	fc.assert(property, { numRuns: 2_000, seed: 20_261_122 });
});

test("mqtt-packet reads whatever PUBLISH we write, at every size of Remaining Length", () => {
	const property = fc.property(topicName, fc.integer({ min: 0, max: 20_000 }), (topic, length) => {
		const packet = new Uint8Array(FIXED_HEADER_MAX + 50 + length);
		const payload = "x".repeat(length);
		const end = encodable(payload).encode(packet, writeTopic(packet, encodable(topic)));
		const [seen] = read(packet.subarray(prependFixedHeader(packet, PacketType.Publish, FIXED_HEADER_MAX, end), end));
		assert.ok(seen.cmd === "publish");
		assert.deepEqual(
			[seen.topic, String(seen.payload), seen.qos, seen.retain, seen.dup],
			[topic, payload, 0, false, false],
		);
	});
	fc.assert(property, { numRuns: 300, seed: 20_261_122 });
});
