import { BACKOFF_MIN_MS } from "core/backoff";
import { Outcome } from "core/result";
import { bench, CONNACK, connected } from "fakes/client";
import { equal, fromHex, ok, test } from "harness";
import { Phase } from "mqtt/client";
import { encodable, utf8 } from "../../vectors/outbound";

test("client MQTT-3.1.0-1, -2: CONNECT is the first packet, in one write, and goes out once", () => {
	const { client, clock, wire } = bench();
	client.open();
	clock.advance(0);
	equal(wire.last.take(), [], "nothing before the transport is open and verified");
	wire.last.open();
	equal(wire.last.take(), ["100e00044d5154540402" + "00f0" + "00026964"]);
	wire.last.open();
	equal(wire.last.take(), []);
});

test("client: CONNECT waits for room for all of it", () => {
	const { client, clock, wire } = bench();
	client.open();
	clock.advance(0);
	wire.last.open(15);
	equal(wire.last.take(), []);
	wire.last.open(16);
	equal(wire.last.take().length, 1);
});

test("client MQTT-3.1.4-5: nothing is published before CONNACK 0", () => {
	const { client, clock, wire, listener } = bench();
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Offline);
	client.open();
	clock.advance(0);
	wire.last.open();
	wire.last.take();
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Offline);
	equal(client.barrier(), false);
	wire.last.receive(CONNACK);
	equal(listener.events, ["ready"]);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Sent);
});

test("client: open twice makes one connection", () => {
	const { client, clock, wire } = bench();
	client.open();
	client.open();
	clock.advance(0);
	equal(wire.connections.length, 1);
});

test("client: the password does not stay in the packet buffer", () => {
	const secret = "hunter2hunter2";
	const { client, clock, wire, packet } = bench({ connect: { userName: utf8("u"), password: utf8(secret) } });
	client.open();
	clock.advance(0);
	wire.last.open();
	ok(wire.last.writes.length === 1);
	ok(packet.every((byte) => byte === 0));
});

test("client: a packet buffer too small for CONNECT is refused at once", () => {
	let error = "";
	try {
		bench({ packetSize: 12 });
	} catch (thrown) {
		error = String(thrown);
	}
	ok(error.includes("RangeError"), error);
});

test("client MQTT-3.14.4-1, -2: close sends DISCONNECT, then nothing, and closes", () => {
	const { client, clock, wire, listener, log } = connected();
	client.close();
	equal(wire.last.take(), ["e000"]);
	equal(wire.last.closed, true);
	equal(client.phase, Phase.Idle);
	equal(client.publish(encodable("a"), encodable("b")), Outcome.Offline);
	clock.advance(24 * 3_600_000);
	equal(wire.connections.length, 1, "it does not come back by itself");
	equal(listener.events, []);
	equal(log.take(), ["disconnected 1 0"]);
});

test("client: close before CONNACK sends no DISCONNECT; close twice is fine", () => {
	const { client, clock, wire } = bench();
	client.open();
	clock.advance(0);
	wire.last.open();
	wire.last.take();
	client.close();
	client.close();
	equal(wire.last.take(), []);
	equal(wire.last.closed, true);
	equal(clock.pending, 0);
});

test("client: after close it can be opened again, a minimum behind the last attempt (B1)", () => {
	const { client, clock, wire } = connected();
	client.close();
	client.open();
	clock.advance(BACKOFF_MIN_MS - 1);
	equal(wire.connections.length, 1);
	clock.advance(1);
	equal(wire.connections.length, 2);
	wire.last.open();
	wire.last.receive(fromHex("20020000"));
	equal(client.phase, Phase.Ready);
});
