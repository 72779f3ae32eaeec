import type { Encodable } from "core/encodable";
import type { Log } from "core/log";
import { Outcome } from "core/result";
import { ACKNOWLEDGE_LENGTH, writeAcknowledge } from "mqtt/acknowledge";
import { type ConnectOptions, writeConnect } from "mqtt/connect";
import { DISCONNECT, FIXED_HEADER_MAX, PacketType, PINGREQ, prependFixedHeader, writeTopic } from "mqtt/packet";
import { writeSubscribe } from "mqtt/subscribe";
import type { Transport } from "mqtt/transport";

/** PUBLISH at QoS 0 with RETAIN (§3.3.1.3). */
const RETAINED = PacketType.Publish | 1;

/**
 * The way out: builds each packet in the one packet buffer and writes it in one write, never more than the transport has
 * room for. It knows nothing of phases: whether a packet may go now is the client's business.
 */
export class Outbox {
	readonly #packet: Uint8Array;
	readonly #log: Log;
	readonly #onSent: () => void;
	#transport: Transport | undefined;
	#room = 0;

	/** `onSent` is called behind each packet that was written. */
	constructor(packet: Uint8Array, log: Log, onSent: () => void) {
		this.#packet = packet;
		this.#log = log;
		this.#onSent = onSent;
	}

	/** Writes to this transport from now on, or to none. There is no room until `setRoom`. */
	attach(transport: Transport | undefined): void {
		this.#transport = transport;
		this.#room = 0;
	}

	/** The transport has room for `count` bytes. */
	setRoom(count: number): void {
		this.#room = count;
	}

	/** Whether a CONNECT with these options fits the packet buffer. Throws as writeConnect does. */
	fits(options: ConnectOptions): boolean {
		const fits = writeConnect(this.#packet, options) >= 0;
		this.#packet.fill(0);
		return fits;
	}

	/** Writes CONNECT; Outcome.NoRoom when it has to wait. */
	connect(options: ConnectOptions): Outcome {
		const packet = this.#packet;
		const end = writeConnect(packet, options);
		const start = prependFixedHeader(packet, PacketType.Connect, FIXED_HEADER_MAX, end);
		const outcome = this.#write(packet.subarray(start, end));
		packet.fill(0); // the password does not stay in memory that later packets are built in
		return outcome;
	}

	/** Writes PUBLISH at QoS 0, with RETAIN when the broker is to keep it [MQTT-3.3.1-5]. An outcome other than Sent and Failed means that no byte left. */
	publish(topic: Encodable, payload: Encodable, retain = false): Outcome {
		const packet = this.#packet;
		const middle = writeTopic(packet, topic);
		const end = middle < 0 ? -1 : payload.encode(packet, middle);
		if (end < 0) return Outcome.TooLong;
		const start = prependFixedHeader(packet, retain ? RETAINED : PacketType.Publish, FIXED_HEADER_MAX, end);
		const outcome = this.#write(packet.subarray(start, end));
		if (outcome === Outcome.Sent) this.#log.published(packet, FIXED_HEADER_MAX + 2, middle, end);
		return outcome;
	}

	/** Whether a SUBSCRIBE with this filter fits the packet buffer. Throws as writeSubscribe does. */
	fitsFilter(filter: Uint8Array): boolean {
		return writeSubscribe(this.#packet, 1, [filter]) >= 0;
	}

	/** Writes SUBSCRIBE with one topic filter at QoS 0. */
	subscribe(packetId: number, filter: Uint8Array): Outcome {
		const packet = this.#packet;
		const end = writeSubscribe(packet, packetId, [filter]);
		if (end < 0) return Outcome.TooLong;
		return this.#write(packet.subarray(prependFixedHeader(packet, PacketType.Subscribe, FIXED_HEADER_MAX, end), end));
	}

	/** Writes PUBACK, PUBREC or PUBCOMP. */
	acknowledge(type: PacketType, packetId: number): Outcome {
		const start = writeAcknowledge(this.#packet, type, packetId);
		return this.#write(this.#packet.subarray(start, start + ACKNOWLEDGE_LENGTH));
	}

	/** Writes PINGREQ. */
	ping(): Outcome {
		const outcome = this.#write(PINGREQ);
		if (outcome === Outcome.Sent) this.#log.pingreq();
		return outcome;
	}

	/** Writes DISCONNECT; nothing may follow it [MQTT-3.14.4-2]. */
	disconnect(): Outcome {
		return this.#write(DISCONNECT);
	}

	#write(packet: Uint8Array): Outcome {
		if (!this.#transport) return Outcome.Offline;
		const needed = packet.length + this.#transport.overhead;
		if (needed > this.#room) return Outcome.NoRoom;
		this.#room -= needed;
		const outcome = this.#transport.write(packet);
		if (outcome === Outcome.Sent) this.#onSent();
		return outcome;
	}
}
