import type { Clock } from "core/clock";
import type { Log } from "core/log";
import type { Failure } from "core/result";
import type { ConnectOptions } from "mqtt/connect";
import type { TransportOptions } from "mqtt/transport";

/** What the client tells its owner. Never called from inside one of its methods. */
export interface ClientListener {
	/** It may publish now. Nothing sent on an earlier connection is certain unless onProved said so. */
	onReady(): void;
	/** The broker has read every packet written before the last PINGREQ of this connection. */
	onProved(): void;
	/** There is room in the transport again. */
	onRoom(): void;
	/** The session is over; what was not proved may be lost. */
	onLost(failure: Failure): void;
}

/** What became of a topic filter: SUBACK's return code (§3.9.3), or why there was none. */
export const enum SubscribeResult {
	/** Granted, at QoS 0, 1 or 2. */
	Granted = 0,
	Granted1 = 1,
	Granted2 = 2,
	/** SUBACK's "Failure". */
	Refused = 0x80,
	/** The broker closed the connection instead of answering. */
	Closed = 0x100,
	/** It did so again: the filter is left out for an hour, which is told on each connection until then. */
	LeftOut = 0x101,
}

/** A PUBLISH that arrived, as a view of the client's own buffer: valid during the call only, not to be changed. */
export interface InboundMessage {
	readonly body: Uint8Array;
	/** The topic name is body[2..topicEnd). */
	readonly topicEnd: number;
	/** The payload is body[payload..kept), and may be empty. */
	readonly payload: number;
	readonly kept: number;
	/** More than `kept` when the message was longer than the buffer and its tail is lost. */
	readonly remaining: number;
	/** The broker had kept it: it is not new [MQTT-3.3.1-8]. */
	readonly retained: boolean;
}

/** Who hears of subscriptions. Never called from inside one of the client's methods; must not throw. */
export interface MessageListener {
	/** A session begins: nothing is subscribed to yet. */
	onSession(): void;
	/** What became of filter number `index` on this connection. */
	onResult(index: number, result: SubscribeResult): void;
	/** A message arrived, whether or not it was asked for. */
	onMessage(message: InboundMessage): void;
}

/** What is subscribed to, at QoS 0, behind each CONNACK. */
export interface Subscriptions {
	/** Topic filters, each once. */
	readonly filters: readonly Uint8Array[];
	readonly listener: MessageListener;
}

/** Everything the client is given. The options object is never changed. */
export interface ClientOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1), for the jitter. */
	readonly random: () => number;
	readonly log: Log;
	readonly listener: ClientListener;
	/** The owner: `onFault` is called as a method of it. */
	readonly target?: unknown;
	/** A defect was caught at the edge: the client has closed and will not come back by itself. Must not throw. */
	readonly onFault: (error: unknown) => void;
	/** Class and options of the transport; a new one is made for each network connection. */
	readonly transport: TransportOptions;
	readonly connect: ConnectOptions;
	/** Undefined: nothing is subscribed to, and what arrives is answered and dropped. */
	readonly subscriptions?: Subscriptions | undefined;
	/** Every attempt waits as long as one that cannot help soon, the first one too: for a board that must not be hurried (safe mode). */
	readonly slow?: boolean;
	/** The one buffer every outbound packet is built in. It must hold the longest packet and FIXED_HEADER_MAX bytes. */
	readonly packet: Uint8Array;
}
