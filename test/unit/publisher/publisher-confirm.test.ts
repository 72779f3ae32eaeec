import { CONNACK, PINGRESP } from "fakes/client";
import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { channelPlan } from "fakes/plans";
import { ramJournal } from "fakes/ram-journal";
import { asciiBytes } from "fakes/subscriber";
import { FakeWire } from "fakes/transport";
import { equal, fromHex, ok, test } from "harness";
import { Client, Phase } from "mqtt/client";
import { Publisher } from "publisher/publisher";

const PINGREQ = "c000";
const TOPIC = "channels/1/subscribe";
/** created_at of the first row: its sample is taken at ticks 10 s. */
const STAMP = "2026-06-01T00:00:10Z";

/** A PUBLISH of the broker's. */
function message(topic: string, payload: string): Uint8Array {
	const length: number[] = [];
	for (let rest = 2 + topic.length + payload.length; ; rest >>= 7) {
		length.push((rest & 0x7f) | (rest > 127 ? 0x80 : 0));
		if (rest < 128) break;
	}
	const body = asciiBytes(topic + payload);
	const packet = new Uint8Array(1 + length.length + 2 + body.length);
	packet.set([0x30, ...length, 0, topic.length]);
	packet.set(body, packet.length - body.length);
	return packet;
}

/** ThingSpeak's JSON of an entry. */
function feed(createdAt: string, more = ""): string {
	return `{"channel_id":1,"created_at":"${createdAt}","entry_id":7,"field1":"1.0","field2":null${more}}`;
}

/** Channels with confirm=echo on the real client, each with a row that waits; CONNACK has just come. */
function world(ids: readonly string[] = ["1"]) {
	const clock = new FakeClock(Date.UTC(2026, 5, 1));
	const log = new RecordingLog();
	const wire = new FakeWire();
	const faults: unknown[] = [];
	const onFault = (error: unknown): void => {
		faults.push(error);
	};
	const channels = ids.map((id, i) => channelPlan({ number: i + 1, id, echo: true }));
	const publisher = new Publisher({ clock, log, journal: ramJournal(clock), channels, onFault });
	const client = new Client({
		clock,
		random: () => 0.5,
		log,
		listener: publisher,
		onFault,
		transport: wire.options,
		connect: { clientId: fromHex("6964"), keepAliveS: 240 },
		packet: new Uint8Array(256),
		subscriptions: publisher.subscriptions,
	});
	publisher.start(client);
	client.open();
	clock.advance(10_000);
	publisher.accept(0, Float64Array.of(1));
	clock.advance(10_000);
	wire.last.open(4_096);
	wire.last.take();
	wire.last.receive(CONNACK);
	return { clock, log, wire, publisher, client, faults };
}

/** As `world`, with the subscription granted and the first row sent and read. */
function underWay() {
	const all = world();
	const { wire } = all;
	wire.last.take();
	wire.last.receive(fromHex("9003000100"));
	equal(wire.last.take().length, 2, "PUBLISH and PINGREQ");
	wire.last.receive(PINGRESP);
	equal(all.publisher.kept, 1);
	return all;
}

test("confirm on the client: SUBSCRIBE to the own channel goes first, the row behind its SUBACK, and the echo empties the journal", () => {
	const { wire, publisher, faults } = world();
	equal(wire.last.take(), [`8219 0001 0014${hexOf(TOPIC)}00`.split(" ").join("")]);
	wire.last.receive(fromHex("9003000100"));
	const [published, ping] = wire.last.take();
	ok(
		published.includes(hexOf("channels/1/publish")) && published.includes(hexOf("2026-06-01T00%3A00%3A10Z")),
		published,
	);
	equal(ping, PINGREQ);
	wire.last.receive(PINGRESP);
	equal(publisher.kept, 1);
	wire.last.receive(message(TOPIC, feed(STAMP)));
	equal([publisher.kept, faults], [0, []]);
});

test("confirm on the client: without an echo the row goes again 30 s behind the PINGRESP, the same to the letter", () => {
	const { clock, wire, publisher } = world();
	wire.last.take();
	wire.last.receive(fromHex("9003000100"));
	const [first] = wire.last.take();
	wire.last.receive(PINGRESP);
	clock.advance(29_999);
	equal(wire.last.take(), []);
	clock.advance(1);
	equal(wire.last.take(), [first, PINGREQ]);
	wire.last.receive(message(TOPIC, feed(STAMP)));
	equal(publisher.kept, 0);
});

const LIES: readonly [string, string, string][] = [
	["another created_at", TOPIC, feed("2026-06-01T00:00:11Z")],
	["another channel", "channels/2/subscribe", feed(STAMP)],
	["a topic that goes on", `${TOPIC}/fields/field1`, feed(STAMP)],
	["a topic that stops early", "channels/1/subscrib", feed(STAMP)],
	["a time that is none", TOPIC, feed("2026-06-01T00:00:10")],
	["the time in another member", TOPIC, `{"created":"${STAMP}","entry_id":7}`],
	["the time in a value", TOPIC, `{"status":"\\"created_at\\":\\"${STAMP}\\"","entry_id":7}`],
	["a text behind the object", TOPIC, `${feed(STAMP)} x`],
	["two times", TOPIC, feed("2026-06-01T00:00:12Z", `,"created_at":"${STAMP}"`)],
	["an object that stops early", TOPIC, feed(STAMP).slice(0, -1)],
	["nested objects", TOPIC, `{"a":{"created_at":"${STAMP}"}}`],
	["an array", TOPIC, `[${feed(STAMP)}]`],
	["nothing", TOPIC, ""],
	["noise", TOPIC, '\xff\0{{{"\\u12'],
];

for (const [what, topic, payload] of LIES)
	test(`confirm on the client: ${what} proves nothing, disturbs nothing, and the true echo still counts`, () => {
		const { clock, wire, publisher, client, faults } = underWay();
		wire.last.receive(message(topic, payload));
		equal([publisher.kept, client.phase, faults, wire.last.take()], [1, Phase.Ready, [], []]);
		clock.advance(29_999);
		equal(wire.last.take(), [], "nor does it hurry the re-send");
		wire.last.receive(message(TOPIC, feed(STAMP)));
		equal(publisher.kept, 0);
	});

test("confirm on the client: a megabyte whose created_at comes behind the client's buffer proves nothing, and the true echo still counts", () => {
	const { wire, publisher, client } = underWay();
	const piece = new Uint8Array(1_024).fill(0x78);
	const tail = asciiBytes(`","created_at":"${STAMP}"}`);
	const head = asciiBytes(`${TOPIC}{"a":"`);
	const remaining = 2 + head.length + 1_024 * piece.length + tail.length;
	const length = [(remaining & 0x7f) | 0x80, ((remaining >> 7) & 0x7f) | 0x80, remaining >> 14];
	wire.last.receive(Uint8Array.of(0x30, length[0], length[1], length[2], 0, TOPIC.length));
	wire.last.receive(head);
	for (let i = 0; i < 1_024; i++) wire.last.receive(piece);
	wire.last.receive(tail);
	equal([publisher.kept, client.phase], [1, Phase.Ready]);
	wire.last.receive(message(TOPIC, feed(STAMP)));
	equal(publisher.kept, 0);
});

test("confirm on the client: each channel waits for its own subscription and its own echo", () => {
	const { wire, publisher } = world(["1", "12"]);
	equal(wire.last.take().length, 1);
	wire.last.receive(fromHex("9003000100"));
	const sent = wire.last.take();
	ok(
		sent.some((hex) => hex.includes(hexOf("channels/1/publish"))),
		"channel 1",
	);
	ok(!sent.some((hex) => hex.includes(hexOf("channels/12/publish"))), "channel 12 waits");
	ok(
		sent.some((hex) => hex.includes(hexOf("channels/12/subscribe"))),
		"its SUBSCRIBE",
	);
	wire.last.receive(fromHex("9003000280"));
	ok(
		wire.last.take().some((hex) => hex.includes(hexOf("channels/12/publish"))),
		"refused: the barrier",
	);
	wire.last.receive(message("channels/12/subscribe", feed(STAMP)));
	equal(publisher.kept, 2);
	wire.last.receive(message(TOPIC, feed(STAMP)));
	equal(publisher.kept, 1);
	wire.last.receive(PINGRESP);
	wire.last.take();
	wire.last.receive(PINGRESP);
	equal(publisher.kept, 0);
});

function hexOf(text: string): string {
	return Array.from(asciiBytes(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
