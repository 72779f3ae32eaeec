import { bench, connected } from "fakes/client";
import { equal, test } from "harness";
import { CONNACK_MS, OPEN_MS, Phase } from "mqtt/client";

test("client L2: a transport that never opens is given up", () => {
	const { client, clock, wire, listener, log } = bench();
	client.open();
	clock.advance(OPEN_MS - 1);
	equal(client.phase, Phase.Opening);
	clock.advance(1);
	equal(client.phase, Phase.Waiting);
	equal(wire.last.closed, true);
	equal(listener.events, ["lost 5"]);
	equal(log.take().at(-1)?.startsWith("disconnected 5"), true);
});

test("client L2: a broker that does not answer CONNECT is given up within 30 s", () => {
	const { client, clock, wire, listener } = bench();
	client.open();
	clock.advance(0);
	wire.last.open();
	clock.advance(CONNACK_MS - 1);
	equal(client.phase, Phase.Handshaking);
	clock.advance(1);
	equal([client.phase, wire.last.closed, CONNACK_MS <= 30_000], [Phase.Waiting, true, true]);
	equal(listener.events, ["lost 6"]);
});

test("client 3.1.2.10: a client that hears no PINGRESP within 20 s closes the network connection", () => {
	const { client, clock, wire, listener } = connected();
	clock.advance(210_000);
	equal(wire.last.take(), ["c000"], "PINGREQ half a minute before 240 s");
	clock.advance(19_999);
	equal(client.phase, Phase.Ready);
	clock.advance(1);
	equal([client.phase, wire.last.closed], [Phase.Waiting, true]);
	equal(listener.events, ["lost 7"]);
});

test("client L2: a transport without room for a PINGREQ is given up as well", () => {
	const { client, clock, wire, listener } = connected();
	wire.last.open(1);
	clock.advance(210_000);
	equal(wire.last.take(), []);
	clock.advance(20_000);
	equal(client.phase, Phase.Waiting);
	equal(listener.events, ["room", "lost 7"]);
});

test("client: a PINGREQ that found no room goes out when there is some", () => {
	const { clock, wire } = connected();
	wire.last.open(1);
	clock.advance(210_000);
	wire.last.open(100);
	equal(wire.last.take(), ["c000"]);
});

test("client L2: no phase waits without an alarm", () => {
	const { client, clock, wire } = bench();
	equal(clock.pending, 0, "idle");
	client.open();
	equal(clock.pending, 1, "waiting");
	clock.advance(0);
	equal(clock.pending, 1, "opening");
	wire.last.open();
	equal(clock.pending, 1, "handshaking");
	wire.last.receive(Uint8Array.of(0x20, 2, 0, 0));
	equal(clock.pending, 1, "ready");
	client.close();
	equal(clock.pending, 0, "idle again");
});
