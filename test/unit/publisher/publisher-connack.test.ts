import { CONNACK } from "fakes/client";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { ramJournal } from "fakes/ram-journal";
import { FakeWire } from "fakes/transport";
import { equal, fromHex, ok, test } from "harness";
import { Client } from "mqtt/client";
import { Publisher } from "publisher/publisher";

/** On a board's way to its first message nothing waits but for the broker: the clock stands still from CONNACK to PUBLISH. */
test("publisher: a row that waits leaves within the event in which CONNACK arrives, and its PINGREQ behind it", () => {
	const clock = new FakeClock(0);
	const log = new RecordingLog();
	const wire = new FakeWire();
	const onFault = (error: unknown): never => {
		throw error;
	};
	const publisher = new Publisher({ clock, log, journal: ramJournal(clock), channels: [channelPlan()], onFault });
	const client = new Client({
		clock,
		random: () => 0.5,
		log,
		listener: publisher,
		onFault,
		transport: wire.options,
		connect: { clientId: fromHex("6964"), keepAliveS: 240 },
		packet: new Uint8Array(256),
	});
	publisher.start(client);
	publisher.accept(0, Float64Array.of(1));
	clock.advance(60_000);
	client.open();
	clock.advance(0);
	wire.last.open();
	const [connect, ...more] = wire.last.take();
	ok(connect.startsWith("10"), "CONNECT leaves within the event in which the transport opens");
	equal(more, []);
	wire.last.receive(CONNACK);
	const [publish, pingreq, ...rest] = wire.last.take();
	ok(publish.startsWith("30"), publish);
	equal([pingreq, rest], ["c000", []]);
	equal(publisher.kept, 1);
});
