import { bench, CONNACK, connected, PINGRESP } from "fakes/client";
import { equal, fromHex, test } from "harness";
import { Phase } from "mqtt/client";
import { UNASKED_MAX } from "mqtt/parser";

for (const [name, hex] of [
	["PINGRESP", "d000"],
	["PUBLISH", "3003000161"],
	["SUBACK", "9003000100"],
] as const) {
	test(`client MQTT-3.2.0-1: ${name} before CONNACK ends the connection`, () => {
		const { client, clock, wire, listener } = bench();
		client.open();
		clock.advance(0);
		wire.last.open();
		wire.last.receive(fromHex(hex));
		equal([client.phase, wire.last.closed, listener.events], [Phase.Waiting, true, ["lost 8"]]);
	});
}

for (const [name, hex] of [
	["MQTT-3.2.0-1: a second CONNACK", "20020000"],
	["MQTT-4.8.0-1: a malformed packet", "0000"],
	["a PINGRESP that is not owed", "d000"],
	["a PUBACK for nothing we sent", "40020001"],
	["a SUBACK for nothing we sent", "9003000100"],
	["an UNSUBACK for nothing we sent", "b0020001"],
] as const) {
	test(`client ${name} ends the connection, and proves nothing`, () => {
		const { client, wire, listener } = connected();
		wire.last.receive(fromHex(hex));
		equal([client.phase, wire.last.closed, listener.events], [Phase.Waiting, true, ["lost 8"]]);
	});
}

test("client MQTT-3.3.4-1, MQTT-4.5.0-2: a PUBLISH is answered by its QoS: 0 nothing, 1 PUBACK, 2 PUBREC, and PUBREL PUBCOMP", () => {
	const { wire, client } = connected();
	wire.last.receive(fromHex("3005000161 6869"));
	equal(wire.last.take(), []);
	wire.last.receive(fromHex("32060001611234 68"));
	equal(wire.last.take(), ["40021234"]);
	wire.last.receive(fromHex("34060001611235 68"));
	equal(wire.last.take(), ["50021235"]);
	wire.last.receive(fromHex("62021235"));
	equal(wire.last.take(), ["70021235"]);
	equal(client.phase, Phase.Ready);
});

test("client: a PUBLISH with an empty payload does not shift what follows", () => {
	const { client, wire, listener } = connected();
	client.barrier();
	wire.last.receive(fromHex("3003000161 d000"));
	equal([client.phase, listener.events], [Phase.Ready, ["proved"]]);
});

test("client: bytes that come after the connection was given up are not looked at", () => {
	const { client, wire, listener } = connected();
	client.barrier();
	wire.last.receive(fromHex("0000 d000"));
	equal([client.phase, listener.events], [Phase.Waiting, ["lost 8"]]);
});

test("client: more than the receive buffer at once is read to its end", () => {
	const { client, wire, listener } = connected();
	const message = fromHex("3005000161 6869");
	const many = new Uint8Array(message.length * 200 + 2);
	for (let i = 0; i < 200; i++) many.set(message, i * message.length);
	many.set(PINGRESP, message.length * 200);
	client.barrier();
	wire.last.receive(many);
	equal([client.phase, listener.events], [Phase.Ready, ["proved"]]);
	equal(CONNACK.length, 4);
});

test("client: where nothing is subscribed to, a message that comes unasked is answered if its topic name fits the buffer", () => {
	const { wire, client } = connected();
	wire.last.receive(unasked(UNASKED_MAX - 4));
	equal([wire.last.take(), client.phase], [["40021234"], Phase.Ready]);
	wire.last.receive(unasked(UNASKED_MAX - 3));
	equal([wire.last.take(), client.phase], [[], Phase.Waiting]);
});

/** A PUBLISH at QoS 1, packet identifier 1234 hex, with a topic name of `length` letters and a payload of a thousand bytes. */
function unasked(length: number): Uint8Array {
	const remaining = 2 + length + 2 + 1_000;
	const packet = new Uint8Array(3 + remaining).fill(0x61);
	packet.set([0x32, 0x80 | (remaining & 0x7f), remaining >> 7, length >> 8, length & 0xff]);
	packet.set([0x12, 0x34], 5 + length);
	return packet;
}

test("client: a broker that kept the session may go on sending what nobody subscribes to any more, however long its topic", () => {
	const { client, wire } = connected({ connect: { cleanSession: false } });
	wire.last.receive(unasked(UNASKED_MAX + 100));
	equal(client.phase, Phase.Ready);
});
