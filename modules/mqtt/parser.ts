import { isTopicName } from "mqtt/subscribe";

/** What one more byte from the broker completed: the type of a packet (table 2.1), or one of the first two, which no packet from a broker has. */
export const enum Inbound {
	/** Nothing yet. */
	More = 0,
	/** The bytes break MQTT 3.1.1. The parser stays here; the connection must be closed [MQTT-4.8.0-1]. */
	Malformed = 1,
	Connack = 2,
	Publish = 3,
	Puback = 4,
	Pubrec = 5,
	Pubrel = 6,
	Pubcomp = 7,
	Suback = 9,
	Unsuback = 11,
	Pingresp = 13,
}

const enum Step {
	Type = 0,
	Length = 1,
	Body = 2,
	Failed = 3,
}

/** The longest packet kept from the broker, without its fixed header. */
export const INBOUND_MAX = 1_024;
/**
 * The same where nothing is subscribed to. CONNACK has two bytes and PINGRESP none, but some brokers send messages unasked, which are answered and
 * dropped: for that their topic name must fit.
 */
export const UNASKED_MAX = 256;

/** A fifth byte of Remaining Length is malformed: four carry 28 bits (§2.2.3). */
const LENGTH_BITS = 28;
/** Highest return code of CONNACK (table 3.1). */
const RETURN_CODE_MAX = 5;
/** SUBACK's "Failure" (§3.9.3). */
const SUBACK_FAILURE = 0x80;

/**
 * Takes the broker's bytes one at a time, so that it cannot depend on how the network cut them, and gives a verdict for
 * each. Memory is bounded: of a packet longer than `body` the first `body.length` bytes are kept and the rest is counted
 * and dropped. Only a PUBLISH may be that long, and its topic name and packet identifier must be within what is kept.
 *
 * It knows one packet at a time; whether a packet may come now (CONNACK first and once) is the client's business.
 */
export class Parser {
	/** The packet's variable header and payload, as far as kept. Valid until the next byte is taken. */
	readonly body: Uint8Array;
	private step = Step.Type;
	private first = 0;
	private shift = 0;
	private _remaining = 0;
	private taken = 0;
	private _topicEnd = 0;
	private mayResume = false;

	/** `limit` is the size of `body` in bytes, at least 4. */
	constructor(limit: number) {
		this.body = new Uint8Array(limit);
	}

	/** Bytes of the packet that are in `body`. */
	get kept(): number {
		return Math.min(this._remaining, this.body.length);
	}
	/** Remaining Length of the packet: more than `kept` when its end was dropped. */
	get remaining(): number {
		return this._remaining;
	}
	/** CONNACK's return code (table 3.1). */
	get returnCode(): number {
		return this.body[1];
	}
	/** QoS of a PUBLISH: 0, 1 or 2. */
	get qos(): number {
		return (this.first >> 1) & 3;
	}
	/** RETAIN of a PUBLISH: the broker had kept it for a new subscription [MQTT-3.3.1-8]. */
	get retained(): boolean {
		return (this.first & 1) !== 0;
	}
	/** Where a PUBLISH's topic name ends in `body`; it starts at index 2. */
	get topicEnd(): number {
		return this._topicEnd;
	}
	/** Where a PUBLISH's payload starts in `body`. It ends at `kept`, and may be empty. */
	get payload(): number {
		return this.qos > 0 ? this._topicEnd + 2 : this._topicEnd; // a packet identifier is in between (§3.3.2.2)
	}
	/** Packet identifier of any packet that has one; 0 for a PUBLISH with QoS 0. */
	get packetId(): number {
		const isPublish = this.first >> 4 === Inbound.Publish;
		if (isPublish && this.qos === 0) return 0;
		const at = isPublish ? this._topicEnd : 0;
		return (this.body[at] << 8) | this.body[at + 1];
	}

	/** Forgets everything: a new network connection starts with a new packet. `kept`: the broker may have kept the session (clean session 0). */
	reset(kept = false): void {
		this.step = Step.Type;
		this.mayResume = kept;
	}

	/** Takes the next byte of the stream. */
	take(byte: number): Inbound {
		switch (this.step) {
			case Step.Type:
				return this.takeType(byte);
			case Step.Length:
				return this.takeLength(byte);
			case Step.Body:
				return this.takeBody(byte);
			default:
				return Inbound.Malformed;
		}
	}

	private takeType(byte: number): Inbound {
		if (!allowsFirstByte(byte)) return this.fail();
		this.first = byte;
		this.shift = this._remaining = this.taken = 0;
		this.step = Step.Length;
		return Inbound.More;
	}

	private takeLength(byte: number): Inbound {
		this._remaining |= (byte & 0x7f) << this.shift;
		this.shift += 7;
		if (byte & 0x80) return this.shift < LENGTH_BITS ? Inbound.More : this.fail();
		if (!allowsLength(this.first >> 4, this._remaining, this.body.length)) return this.fail();
		if (this._remaining === 0) return this.complete();
		this.step = Step.Body;
		return Inbound.More;
	}

	private takeBody(byte: number): Inbound {
		if (this.taken < this.body.length) this.body[this.taken] = byte;
		return ++this.taken < this._remaining ? Inbound.More : this.complete();
	}

	private complete(): Inbound {
		this.step = Step.Type;
		return this.allows(this.first >> 4) ? this.first >> 4 : this.fail();
	}

	/** Whether the packet, now that all of it is there, is what its type may be. */
	private allows(type: Inbound): boolean {
		switch (type) {
			case Inbound.Connack:
				return this.allowsConnack();
			case Inbound.Publish:
				return this.allowsPublish();
			case Inbound.Suback:
				return this.allowsSuback();
			case Inbound.Pingresp:
				return true;
			default:
				return this.packetId > 0; // never 0 [MQTT-2.3.1-1]
		}
	}

	/** Reserved bits 0 (§3.2.2.1); Session Present 0 when clean session is 1 [MQTT-3.2.2-1] and with any refusal [MQTT-3.2.2-4]; codes above 5 are reserved. */
	private allowsConnack(): boolean {
		const present = this.body[0];
		const code = this.body[1];
		return code <= RETURN_CODE_MAX && (present === 0 || (present === 1 && this.mayResume && code === 0));
	}

	/** Return codes are 0, 1, 2 or 80 hex [MQTT-3.9.3-2]. */
	private allowsSuback(): boolean {
		for (let at = 2; at < this._remaining; at++) {
			const code = this.body[at];
			if (code > 2 && code !== SUBACK_FAILURE) return false;
		}
		return this.packetId > 0;
	}

	/** Topic name present, UTF-8, without wildcards [MQTT-3.3.2-1, -2, MQTT-1.5.3-1, -2]; then, above QoS 0, a packet identifier. */
	private allowsPublish(): boolean {
		this._topicEnd = 2 + ((this.body[0] << 8) | this.body[1]);
		if (this.payload > this.kept || !isTopicName(this.body, 2, this._topicEnd)) return false;
		return this.qos === 0 || this.packetId > 0;
	}

	private fail(): Inbound {
		this.step = Step.Failed;
		return Inbound.Malformed;
	}
}

/**
 * Whether a broker may send this first byte: types it sends, with the flags of table 2.2 [MQTT-2.2.2-1, MQTT-2.2.2-2]; a
 * PUBLISH without QoS 3 [MQTT-3.3.1-4] and without DUP at QoS 0 [MQTT-3.3.1-2].
 */
function allowsFirstByte(byte: number): boolean {
	const qos = (byte >> 1) & 3;
	switch ((byte >> 4) as Inbound) {
		case Inbound.Publish:
			return qos !== 3 && (qos > 0 || (byte & 0x08) === 0);
		case Inbound.Pubrel:
			return (byte & 0x0f) === 2;
		case Inbound.Connack:
		case Inbound.Puback:
		case Inbound.Pubrec:
		case Inbound.Pubcomp:
		case Inbound.Suback:
		case Inbound.Unsuback:
		case Inbound.Pingresp:
			return (byte & 0x0f) === 0;
		default:
			return false; // 0 and 15 are forbidden, the others go from client to server only (table 2.1)
	}
}

/** Whether a packet of this type can have this Remaining Length; only a PUBLISH may be longer than what is kept. */
function allowsLength(type: Inbound, remaining: number, limit: number): boolean {
	switch (type) {
		case Inbound.Publish:
			return remaining >= 3; // two bytes of length and a topic name of one byte at least [MQTT-4.7.3-1]
		case Inbound.Suback:
			return remaining >= 3 && remaining <= limit;
		case Inbound.Pingresp:
			return remaining === 0;
		default:
			return remaining === 2;
	}
}
