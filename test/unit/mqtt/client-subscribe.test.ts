import { Failure } from "core/result";
import { connected, PINGRESP } from "fakes/client";
import { subscribing } from "fakes/subscriber";
import { equal, fromHex, test } from "harness";
import { Phase } from "mqtt/client";
import { BARRED_MS, SUBACK_MS } from "mqtt/inbox";

/** SUBSCRIBE with one filter of one letter, by packet identifier. */
function subscribe(id: number, letter: string): string {
	return `8206000${id}0001${letter.charCodeAt(0).toString(16)}00`;
}

/** SUBACK with one code. */
function suback(id: number, code = "00"): Uint8Array {
	return fromHex(`9003000${id}${code}`);
}

test("client MQTT-3.8.0: behind CONNACK each filter goes out in a SUBSCRIBE of its own, the next when the last is answered; identifiers are not 0 [MQTT-2.3.1-1]", () => {
	const { wire, inbox, log } = subscribing(["a", "b"]);
	equal(wire.last.take(), [subscribe(1, "a")]);
	wire.last.receive(suback(1));
	equal(wire.last.take(), [subscribe(2, "b")]);
	wire.last.receive(suback(2, "80"));
	equal(wire.last.take(), []);
	equal(inbox.take(), ["session", "result 0 0", "result 1 128"]);
	equal(log.take().slice(-3), ["connected", "subscribed a 0", "subscribeRefused b 128"]);
});

test("client: nothing to subscribe to, and no SUBSCRIBE goes out", () => {
	equal(connected().wire.last.writes.length, 0);
});

for (const [name, answer] of [
	["MQTT-3.8.4-2: another packet identifier", "9003000200"],
	["MQTT-3.8.4-5: a code too many", "900400010000"],
	["MQTT-3.9.3-2: a reserved code", "9003000103"],
	["MQTT-2.3.1-1: identifier 0", "9003000000"],
	["a code too few", "90020001"],
	["UNSUBACK instead", "b0020001"],
] as const)
	test(`client SUBACK with ${name} breaks the protocol`, () => {
		const { wire, client, listener } = subscribing(["a"]);
		wire.last.receive(fromHex(answer));
		equal(
			[client.phase, wire.last.closed, listener.events],
			[Phase.Waiting, true, ["ready", `lost ${Failure.Protocol}`]],
		);
	});

test("client: a second SUBACK for the same SUBSCRIBE is not owed", () => {
	const { wire, client } = subscribing(["a"]);
	wire.last.receive(suback(1));
	equal(client.phase, Phase.Ready);
	wire.last.receive(suback(1));
	equal(client.phase, Phase.Waiting);
});

test("client: a lower or higher QoS than asked for is granted all the same [MQTT-3.8.4-6]", () => {
	const { wire, client, inbox } = subscribing(["a"]);
	wire.last.receive(suback(1, "02"));
	equal([client.phase, inbox.take()], [Phase.Ready, ["session", "result 0 2"]]);
});

test("client: without SUBACK the connection is given up after its deadline", () => {
	const { clock, client, listener } = subscribing(["a"]);
	clock.advance(SUBACK_MS - 1);
	equal(client.phase, Phase.Ready);
	clock.advance(1);
	equal([client.phase, listener.events], [Phase.Waiting, ["ready", `lost ${Failure.SubackTimeout}`]]);
});

test("client: a SUBSCRIBE that finds no room goes out when there is some", () => {
	const small = subscribing(["abcdefghijklmnopqrstuvwxyz"], 20);
	equal(small.wire.last.take(), []);
	small.wire.last.open(200);
	equal(small.wire.last.take().length, 1);
});

test("client: each CONNACK subscribes again, with a packet identifier of its own", () => {
	const { wire, connect, inbox } = subscribing(["a"]);
	wire.last.receive(suback(1));
	wire.last.end(Failure.Closed);
	inbox.take();
	connect();
	equal(wire.last.take(), [subscribe(2, "a")]);
	wire.last.receive(suback(2));
	equal(inbox.take(), ["session", "result 0 0"]);
});

test("client: a close instead of SUBACK is told; the second time the filter is left out for an hour, so that the board publishes", () => {
	const { wire, connect, inbox, log, clock, client } = subscribing(["a", "b"]);
	log.take();
	wire.last.end(Failure.Closed);
	equal(log.take()[0], "subscribeRefused a 256");
	connect();
	wire.last.end(Failure.Closed);
	equal(
		log.take().filter((line) => line.startsWith("subscribeRefused")),
		["subscribeRefused a 257"],
	);
	inbox.take();
	connect();
	equal(wire.last.take(), [subscribe(3, "b")]);
	wire.last.receive(suback(3));
	wire.last.end(Failure.Closed);
	clock.advance(BARRED_MS);
	connect();
	wire.last.take();
	equal(inbox.take(), ["session", "result 0 257", "result 1 0", "session"]);
	equal(client.phase, Phase.Ready);
	wire.last.receive(suback(4));
	equal(inbox.take(), ["result 0 0"], "an hour later it is asked for again");
});

test("client: a network that is lost is no refusal", () => {
	const { wire, inbox } = subscribing(["a"]);
	wire.last.end(Failure.Unreachable);
	equal(inbox.take(), ["session"]);
});

test("client: a message is handed on as a view, retained or not, before SUBACK too, and answered by its QoS first", () => {
	const { wire, inbox } = subscribing(["a"]);
	inbox.take();
	wire.last.take();
	wire.last.receive(fromHex("3005000161 6869"));
	wire.last.receive(fromHex("31050001616869"));
	wire.last.receive(fromHex("3206000161123468"));
	wire.last.receive(fromHex("3003000161"));
	equal(inbox.take(), ["a hi", "a hi retained", "a h", "a "]);
	equal(wire.last.take(), ["40021234"]);
});

test("client: of a message longer than its buffer the head is handed on, marked as cut, and the next packet is read", () => {
	const { wire, inbox, client, listener } = subscribing(["a"]);
	wire.last.receive(suback(1));
	inbox.take();
	const long = new Uint8Array(3 + 2_003).fill(0x78);
	long.set(fromHex("30d30f000161"));
	wire.last.receive(long);
	client.barrier();
	wire.last.receive(PINGRESP);
	equal(inbox.take(), ["a 1021 bytes cut"]);
	equal(listener.events, ["ready", "proved"]);
});
