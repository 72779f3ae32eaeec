import { bench, CONNACK, connected } from "fakes/client";
import { equal, ok, test } from "harness";
import { Phase } from "mqtt/client";

test("client X1: a defect in its owner never leaves a callback: it closes, tells once, and stays closed", () => {
	const { client, clock, wire, listener, faults } = bench();
	listener.onReady = () => {
		throw new Error("defect");
	};
	client.open();
	clock.advance(0);
	wire.last.open();
	wire.last.receive(CONNACK);
	equal([client.phase, wire.last.closed, faults.length], [Phase.Idle, true, 1]);
	ok(String(faults[0]).includes("defect"));
	clock.advance(3_600_000);
	equal([wire.connections.length, faults.length], [1, 1]);
});

test("client X1: a defect while waiting is caught as well", () => {
	const { client, clock, wire, log, faults } = connected();
	log.pingreq = () => {
		throw new Error("defect");
	};
	clock.advance(210_000);
	equal([client.phase, wire.last.closed, faults.length], [Phase.Idle, true, 1]);
});

test("client: events of a connection that was given up change nothing", () => {
	const { client, clock, wire, listener } = connected();
	const old = wire.last;
	old.end(2);
	listener.events.splice(0);
	clock.advance(10_000);
	ok(wire.last !== old);
	equal(client.phase, Phase.Opening);
});
