import { CONNACK, PINGRESP } from "fakes/client";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channels } from "fakes/publisher";
import { ramJournal } from "fakes/ram-journal";
import { FakeWire } from "fakes/transport";
import { equal, fromHex, ok, test } from "harness";
import { Client } from "mqtt/client";
import { PINGRESP_MS } from "mqtt/keep-alive";
import { Publisher } from "publisher/publisher";

const PINGREQ = "c000";

/** The publisher on the real client, over a wire whose broker is the test. */
function world() {
	const clock = new FakeClock(0);
	const log = new RecordingLog();
	const wire = new FakeWire();
	const faults: unknown[] = [];
	const onFault = (error: unknown): void => {
		faults.push(error);
	};
	const publisher = new Publisher({ clock, log, journal: ramJournal(clock), channels: channels(2), onFault });
	const connect = { clientId: fromHex("6964"), keepAliveS: 240 };
	const packet = new Uint8Array(256);
	const random = (): number => 0.5;
	const client = new Client({
		clock,
		random,
		log,
		listener: publisher,
		onFault,
		transport: wire.options,
		connect,
		packet,
	});
	publisher.start(client);
	client.open();
	const ready = (): void => {
		clock.advance(10_000);
		wire.last.open();
		wire.last.take();
		wire.last.receive(CONNACK);
	};
	return { clock, wire, publisher, client, faults, ready };
}

/** The kind of each packet: `publish 1` for a PUBLISH to channel 1. */
function kinds(packets: readonly string[]): string[] {
	return packets.map((hex) => (hex.startsWith("30") ? `publish ${String.fromCharCode(fromHex(hex)[13])}` : hex));
}

test("publisher and client: PUBLISHes and the PINGREQ behind them leave in one write each; its PINGRESP empties the journals", () => {
	const { clock, wire, publisher, ready, faults } = world();
	ready();
	publisher.accept(0, Float64Array.of(1));
	clock.advance(5_000);
	equal(kinds(wire.last.take()), ["publish 1", "publish 2", PINGREQ]);
	equal(publisher.kept, 2);
	wire.last.receive(PINGRESP);
	equal(publisher.kept, 0);
	equal(faults, []);
});

test("publisher and client: no PINGRESP, so the rows go out again on the next connection (invariant C1)", () => {
	const { clock, wire, publisher, ready, faults } = world();
	ready();
	publisher.accept(0, Float64Array.of(1));
	clock.advance(5_000);
	const first = wire.last.take();
	clock.advance(PINGRESP_MS);
	equal(wire.last.closed, true);
	equal(publisher.kept, 2);
	ready();
	equal(wire.connections.length, 2);
	clock.advance(0);
	clock.advance(14_000);
	equal(wire.last.take(), [], "the first ones may have arrived as late as the new connection (invariant R1)");
	clock.advance(1_000);
	equal(wire.last.take(), first);
	wire.last.receive(PINGRESP);
	equal([publisher.kept, faults.length], [0, 0]);
});

test("publisher and client: with room for one PUBLISH only, the rest and the PINGREQ follow when there is room", () => {
	const { clock, wire, publisher, ready } = world();
	ready();
	wire.last.open(35);
	publisher.accept(0, Float64Array.of(1));
	clock.advance(5_000);
	equal(kinds(wire.last.take()), ["publish 1", PINGREQ]);
	wire.last.open(4_096);
	equal(kinds(wire.last.take()), ["publish 2"]);
	wire.last.receive(PINGRESP);
	equal(publisher.kept, 1);
	equal(wire.last.take(), [PINGREQ]);
	wire.last.receive(PINGRESP);
	equal(publisher.kept, 0);
});

test("publisher and client: a PINGREQ without room leaves later, and what it could not cover is not forgotten by it", () => {
	const { clock, wire, publisher, ready } = world();
	ready();
	publisher.accept(0, Float64Array.of(1));
	const size = 32; // of one PUBLISH: the PINGREQ behind it finds no room
	wire.last.open(size);
	clock.advance(5_000);
	equal(kinds(wire.last.take()), ["publish 1"]);
	wire.last.open(4_096);
	const behind = kinds(wire.last.take());
	ok(behind.includes("publish 2") && behind.includes(PINGREQ), behind.join());
	let rounds = 0;
	while (publisher.kept > 0 && rounds++ < 3) wire.last.receive(PINGRESP);
	equal([publisher.kept, rounds], [0, 2]);
});
