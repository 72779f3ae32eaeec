import type { Clock } from "core/clock";
import type { Encodable } from "core/encodable";
import type { Log } from "core/log";
import { Outcome } from "core/result";
import { type ConnectOptions, writeConnect } from "mqtt/connect";
import {
	DISCONNECT,
	FIXED_HEADER_MAX,
	PacketType,
	PINGREQ,
	prependFixedHeader,
	type TopicName,
	writeTopic,
	writeUint16,
} from "mqtt/packet";
import { writeSubscribe } from "mqtt/subscribe";
import type { Transport } from "mqtt/transport";

/** PUBLISH at QoS 0 with RETAIN (§3.3.1.3). */
const RETAINED = PacketType.Publish | 1;

/** Where a PUBLISH has its topic name, behind its length. */
const TOPIC = FIXED_HEADER_MAX + 2;

/** No transport. It is never written to, as there is no room. */
const NOWHERE: Pick<Transport, "write" | "overhead"> = Object.freeze({ overhead: 0, write: () => Outcome.Offline });

/**
 * The client's way out: builds each packet in the one packet buffer and writes it in one write, never more than the transport has
 * room for. Of phases it knows whether messages may go; whether another packet may go now is the client's business. The client is one, and has
 * none: to hand a message on to another object would be a seventh of what it costs.
 */
export class Outbox {
	private readonly packet: Uint8Array;
	protected readonly clock: Clock;
	protected readonly log: Log;
	/** The topic whose name stands in the packet buffer, and where that name ends: several messages in a row have the same one. */
	private topic: TopicName | undefined;
	private topicEnd = 0;
	/** The first byte of a message under it. */
	private first = PacketType.Publish;
	/** The message that was framed last, its fixed header in front of it: end, start, and the room it takes. End 0: there is none. */
	private end = 0;
	private start = 0;
	private needed = 0;
	private transport: Pick<Transport, "write" | "overhead"> = NOWHERE;
	/** Bytes that the transport has room for. */
	protected room = 0;
	/** Messages may go. */
	private mayPublish = false;
	/** Ticks of the last packet that was written; KeepAlive reads it. */
	sentAt = 0;
	/** A PUBLISH was written, and the broker has not said yet that it has read all. */
	protected unanswered = false;

	constructor(packet: Uint8Array, log: Log, clock: Clock) {
		this.packet = packet;
		this.log = log;
		this.clock = clock;
	}

	/** Writes to this transport from now on, or to none. There is no room until the client says so, and no message goes before `ready`. */
	protected attach(transport: Transport | undefined): void {
		this.transport = transport ?? NOWHERE;
		this.room = 0;
		this.mayPublish = false;
		this.end = 0;
	}

	/** CONNACK arrived: messages may go. */
	protected ready(): void {
		this.mayPublish = true;
		this.unanswered = false;
		this.end = 0; // framed before, it would still have no room
	}

	/** Writes CONNECT; Outcome.NoRoom when it has to wait. Before `attach` nothing leaves, and it says whether it fits: Offline or TooLong. Throws as writeConnect does. */
	protected connect(options: ConnectOptions): Outcome {
		const outcome = this.send(PacketType.Connect, writeConnect(this.packet, options));
		this.packet.fill(0); // a password does not stay in memory that later packets are built in
		return outcome;
	}

	/**
	 * Publishes one message at QoS 0, in one write. Nothing is kept. An outcome other than Sent and Failed means that no byte left. All in one
	 * method, as calls are most of what it costs; what is the same for message after message is done once, in the others.
	 */
	publish(topic: TopicName, payload: Encodable): Outcome {
		if (topic !== this.topic && !this.putTopic(topic)) return this.refusal(Outcome.TooLong);
		const end = payload.encode(this.packet, this.topicEnd);
		if (end !== this.end && !this.frame(end)) return this.refusal(Outcome.TooLong);
		if (this.needed > this.room) return this.refusal(Outcome.NoRoom);
		this.room -= this.needed;
		if (this.transport.write(this.packet, this.start, end) !== Outcome.Sent) return Outcome.Failed;
		this.unanswered = true;
		this.sentAt = this.clock.ticks;
		this.log.published(this.packet, TOPIC, this.topicEnd, end);
		return Outcome.Sent;
	}

	/** Why a message does not go: for that reason, unless none may. */
	private refusal(outcome: Outcome): Outcome {
		return this.mayPublish ? outcome : Outcome.Offline;
	}

	/** Puts the fixed header in front of the message that ends at `end`; false when that did not fit. One as long as the message before has it already. */
	private frame(end: number): boolean {
		if (end < 0) return false;
		const start = prependFixedHeader(this.packet, this.first, FIXED_HEADER_MAX, end);
		this.end = end;
		this.start = start;
		this.needed = this.mayPublish ? end - start + this.transport.overhead : Number.POSITIVE_INFINITY;
		return true;
	}

	/** Writes the topic name where a PUBLISH has it; false when it does not fit. */
	private putTopic(topic: TopicName): boolean {
		const first = topic.retain ? RETAINED : PacketType.Publish;
		if (first !== this.first) this.end = 0; // framed as the other
		this.first = first;
		this.topicEnd = writeTopic(this.packet, topic);
		this.topic = this.topicEnd < 0 ? undefined : topic;
		return this.topicEnd >= 0;
	}

	/** For the Inbox alone. Writes SUBSCRIBE with one topic filter at QoS 0; before `attach` as `connect`. Throws as writeSubscribe does. */
	subscribe(packetId: number, filter: Uint8Array): Outcome {
		return this.send(PacketType.Subscribe, writeSubscribe(this.packet, packetId, [filter]));
	}

	/**
	 * For the Inbox alone. Writes PUBACK, PUBREC or PUBCOMP: what is owed for a message that arrives with QoS 1 or 2, though we ask for QoS 0
	 * [MQTT-3.3.4-1, MQTT-4.5.0-2].
	 */
	acknowledge(type: PacketType, packetId: number): Outcome {
		return this.send(type, writeUint16(this.packet, FIXED_HEADER_MAX, packetId));
	}

	/** For KeepAlive alone, which knows whether one may go: the owner asks by `barrier`. Writes PINGREQ. */
	ping(): Outcome {
		const outcome = this.write(PINGREQ, 0, PINGREQ.length);
		if (outcome === Outcome.Sent) this.log.pingreq();
		return outcome;
	}

	/** Writes DISCONNECT; nothing may follow it [MQTT-3.14.4-2]. */
	protected disconnect(): Outcome {
		return this.write(DISCONNECT, 0, DISCONNECT.length);
	}

	/** Writes a packet whose body ends at `end`, or is too long where that is negative. It takes the place of the message before. */
	private send(first: PacketType, end: number): Outcome {
		this.topic = undefined;
		this.end = 0;
		if (end < 0) return Outcome.TooLong;
		return this.write(this.packet, prependFixedHeader(this.packet, first, FIXED_HEADER_MAX, end), end);
	}

	private write(buffer: Uint8Array, from: number, to: number): Outcome {
		const needed = to - from + this.transport.overhead;
		if (needed > this.room) return this.transport === NOWHERE ? Outcome.Offline : Outcome.NoRoom;
		this.room -= needed;
		const outcome = this.transport.write(buffer, from, to);
		if (outcome === Outcome.Sent) this.sentAt = this.clock.ticks;
		return outcome;
	}
}
