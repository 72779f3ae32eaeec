import type { Encodable } from "core/encodable";
import { withNibble } from "core/nibbles";
import { Outcome } from "core/result";
import { ChannelFeed, FIELDS, Update } from "feed/payload";
import { channelFeedTopic } from "feed/topic";
import { Client } from "mqtt/client";
import type { Transport, TransportCallbacks } from "mqtt/transport";
import { BenchClock } from "./clock";
import { costOf, tellMost } from "./probe";
import { QUIET } from "./quiet";
import { DEAF, EPOCH } from "./rig";

const ROOM = 1 << 28;
const CONNACK = Uint8Array.of(0x20, 2, 0, 0);
/** What the fields hold, as in the comparison with the SDK's client. */
export const VALUES = Object.freeze([21.5, 40.25, 1013.2, 3.9, 21.4, 21.6, 39.8, 41]);
export const TOPIC_ID = "2345678";

/** A transport that takes what it gets. */
class Sink implements Transport {
	static last: Sink;
	readonly overhead = 0;
	readonly #callbacks: TransportCallbacks;
	#inbound = CONNACK;

	constructor(callbacks: TransportCallbacks) {
		this.#callbacks = callbacks;
		Sink.last = this;
	}

	write(): Outcome {
		return Outcome.Sent;
	}

	read(target: Uint8Array): number {
		const inbound = this.#inbound;
		this.#inbound = inbound.subarray(inbound.length);
		target.set(inbound);
		return inbound.length;
	}

	close(): void {
		this.#inbound = CONNACK;
	}

	/** The connection opens, and CONNACK arrives. */
	open(): void {
		this.#callbacks.onWritable(ROOM);
		this.#callbacks.onReadable();
	}
}

/** A payload whose bytes are in the packet buffer already: what is left is the client's own work. */
class Ready implements Encodable {
	/** Not #length, which would be a bytecode more of what is none of the client's. */
	private readonly length: number;

	constructor(length: number) {
		this.length = length;
	}

	encode(_target: Uint8Array, at: number): number {
		return at + this.length;
	}
}

/** A client in a session, on a transport that takes everything. */
function readyClient(): Client {
	const clock = new BenchClock(EPOCH);
	const client = new Client({
		clock,
		random: () => 0.5,
		log: QUIET,
		listener: DEAF,
		onFault: (error) => {
			throw error;
		},
		transport: { io: Sink, host: "192.0.2.1", port: 1_883 },
		connect: { clientId: new Uint8Array(0), keepAliveS: 240 },
		packet: new Uint8Array(1_536),
	});
	client.open();
	clock.step();
	Sink.last.open();
	return client;
}

/** An update of so many fields, two decimals each, without a time. */
export function updateOf(fields: number): Update {
	const update = new Update();
	update.values.fill(Number.NaN);
	for (let i = 0; i < fields; i++) {
		update.values[i] = VALUES[i];
		update.digits = withNibble(update.digits, i, 2);
	}
	return update;
}

/** One PUBLISH by the client alone, over a transport that takes everything: from numbers, and with its payload ready. */
export function measureClient(): void {
	for (const fields of [1, FIELDS]) {
		const feed = new ChannelFeed(updateOf(fields));
		tellMost(`client.${fields}`, costOf(publisherOf(feed)));
		const length = feed.encode(new Uint8Array(256), 0);
		tellMost(`clientReady.${fields}`, costOf(publisherOf(new Ready(length))));
	}
}

/** What publishes the payload once. Throws when it is not sent. */
export function publisherOf(payload: Encodable): () => Outcome {
	const client = readyClient();
	const topic = channelFeedTopic(TOPIC_ID);
	if (client.publish(topic, payload) !== Outcome.Sent) throw new Error("the client does not publish");
	return () => client.publish(topic, payload);
}
