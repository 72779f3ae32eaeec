import { bench, CONNACK, connected, PINGRESP } from "fakes/client";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";
import { encodable } from "../../vectors/outbound";

for (const keepAliveS of [30, 240, 1_200, 3_000]) {
	test(`client MQTT-3.1.2-23, K1: a virtual day, idle, keep alive ${keepAliveS} s: never more than that between packets`, () => {
		const { client, clock, wire } = connected({ connect: { keepAliveS } });
		let last = clock.ticks;
		let most = 0;
		let pings = 0;
		for (let second = 0; second < 86_400; second++) {
			clock.advance(1_000);
			for (const packet of wire.last.take()) {
				equal(packet, "c000");
				most = Math.max(most, clock.ticks - last);
				last = clock.ticks;
				pings++;
				wire.last.open(); // the network took what was written: there is room again
				wire.last.receive(PINGRESP);
			}
		}
		equal([client.phase, wire.connections.length], [Phase.Ready, 1]);
		ok(most <= keepAliveS * 1_000 && most < 3_600_000, `${most} ms`);
		ok(pings <= 86_400 / Math.max(keepAliveS * 0.75, keepAliveS - 31) + 1, `no more pings than needed: ${pings}`);
	});
}

test("client K1: a PUBLISH counts as a packet: while publishing goes on, no PINGREQ goes out by itself", () => {
	const { client, clock, wire } = connected();
	for (let minute = 0; minute < 60; minute++) {
		clock.advance(60_000);
		client.publish(encodable("a"), encodable("b"));
	}
	equal(
		wire.last.take().filter((packet) => packet === "c000"),
		[],
	);
	clock.advance(210_000);
	equal(wire.last.take(), ["c000"]);
});

test("client: a barrier is a PINGREQ behind the PUBLISH, and its PINGRESP is proof", () => {
	const { client, wire, listener } = connected();
	client.publish(encodable("a"), encodable("b"));
	equal(client.barrier(), true);
	equal(wire.last.take(), ["30040001" + "61" + "62", "c000"]);
	equal(listener.events, []);
	wire.last.receive(PINGRESP);
	equal(listener.events, ["proved"]);
});

test("client: while a PINGREQ is unanswered no second one goes out", () => {
	const { client, wire } = connected();
	equal(client.barrier(), true);
	equal(client.barrier(), false);
	equal(wire.last.take(), ["c000"]);
	wire.last.receive(PINGRESP);
	equal(client.barrier(), true);
});

test("client: the PINGRESP deadline runs from its own PINGREQ, whatever is published meanwhile", () => {
	const { client, clock, wire } = connected();
	client.barrier();
	for (let i = 0; i < 19; i++) {
		clock.advance(1_000);
		client.publish(encodable("a"), encodable("b"));
	}
	equal(client.phase, Phase.Ready);
	clock.advance(1_000);
	equal([client.phase, wire.last.closed], [Phase.Waiting, true]);
});

test("client MQTT-3.1.2-23: the time since CONNECT counts when CONNACK comes late", () => {
	const { client, clock, wire } = bench({ connect: { keepAliveS: 30 } });
	client.open();
	clock.advance(0);
	wire.last.open();
	clock.advance(19_900);
	wire.last.receive(CONNACK);
	wire.last.take();
	clock.advance(22_500 - 19_900);
	equal(wire.last.take(), ["c000"], "three quarters of 30 s after CONNECT");
});

test("client MQTT-3.1.2-23, L2: without room for a PINGREQ the connection ends within the keep alive, however short", () => {
	const { client, clock, wire } = connected({ connect: { keepAliveS: 30 } });
	wire.last.open(1);
	clock.advance(29_999);
	equal(client.phase, Phase.Ready);
	clock.advance(1);
	equal(client.phase, Phase.Waiting);
});

test("client L2: asking for a barrier again and again does not put the deadline off", () => {
	const { client, clock, wire } = connected();
	wire.last.open(1);
	for (let second = 0; second < 20; second++) {
		equal([client.phase, client.barrier()], [Phase.Ready, false], `second ${second}`);
		clock.advance(1_000);
	}
	equal(client.phase, Phase.Waiting);
});
