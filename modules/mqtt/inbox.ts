import type { Alarm, Clock } from "core/clock";
import type { Log } from "core/log";
import { Outcome } from "core/result";
import { type ClientOptions, SubscribeResult, type Subscriptions } from "mqtt/options";
import type { Outbox } from "mqtt/outbox";
import { PacketType } from "mqtt/packet";
import { Inbound, type Parser } from "mqtt/parser";

/** The longest wait for the SUBACK of a SUBSCRIBE (§3.9; the time is ours to choose). */
export const SUBACK_MS = 20_000;
/** So many closes in a row behind the SUBSCRIBE of a filter, and it is left out for BARRED_MS: it must not keep the board from publishing. */
export const STRIKES_MAX = 2;
/** How long such a filter is left out. */
export const BARRED_MS = 3_600_000;

const NOBODY: Subscriptions = Object.freeze({
	filters: Object.freeze([]) as readonly Uint8Array[],
	listener: Object.freeze({
		onSession: (): void => undefined,
		onResult: (): void => undefined,
		onMessage: (): void => undefined,
	}),
});

const NO_STRIKES = Uint8Array.of();
const NOT_BARRED = Float64Array.of();

/**
 * What comes in on a session that is ready, but for PINGRESP. Subscribes to its filters behind each CONNACK, one SUBSCRIBE with one filter at a
 * time, so that a SUBACK, and a close instead of one, belong to one filter beyond doubt.
 */
export class Inbox {
	private readonly clock: Clock;
	private readonly log: Log;
	private readonly outbox: Outbox;
	private readonly parser: Parser;
	private readonly subscriptions: Subscriptions;
	private readonly alarm: Alarm | undefined;
	/** Closes in a row behind the SUBSCRIBE of each filter. */
	private readonly strikes: Uint8Array = NO_STRIKES;
	/** Ticks until which each filter is left out. */
	private readonly barred: Float64Array = NOT_BARRED;
	/** The next filter to subscribe to. */
	private next: number;
	/** The filter whose SUBACK is owed [MQTT-3.8.4-1], or -1. */
	private owed = -1;
	private packetId = 0;

	/**
	 * `alarm` goes off when no SUBACK came in time; undefined where nothing is subscribed to.
	 * @throws RangeError for a filter that is none [MQTT-3.8.3-1], or does not fit the packet buffer.
	 */
	constructor(options: ClientOptions, outbox: Outbox, parser: Parser, alarm: Alarm | undefined) {
		const { clock, log, subscriptions = NOBODY } = options;
		const { filters } = subscriptions;
		this.clock = clock;
		this.log = log;
		this.outbox = outbox;
		this.parser = parser;
		this.subscriptions = subscriptions;
		this.alarm = alarm;
		this.next = filters.length;
		if (filters.length === 0) return;
		for (let i = 0; i < filters.length; i++)
			if (outbox.subscribe(1, filters[i]) === Outcome.TooLong)
				throw new RangeError("packet buffer too small for SUBSCRIBE");
		this.strikes = new Uint8Array(filters.length);
		this.barred = new Float64Array(filters.length);
	}

	/** CONNACK arrived: a clean session knows no subscription [MQTT-3.1.2-6]. */
	start(): void {
		this.owed = -1;
		this.next = 0;
		this.subscriptions.listener.onSession();
		this.subscribe();
	}

	/** There is room again: a SUBSCRIBE that found none goes out. */
	writable(): void {
		if (this.owed < 0) this.subscribe();
	}

	/** The connection is over. Safe to call twice. */
	stop(): void {
		this.alarm?.clear();
		this.owed = -1;
		this.next = this.subscriptions.filters.length;
	}

	/** The broker has closed the connection: where a SUBACK is owed, that is its answer, and true. Before `stop`. */
	closed(): boolean {
		const index = this.owed;
		if (index < 0) return false;
		if (++this.strikes[index] >= STRIKES_MAX) {
			this.strikes[index] = 0;
			this.barred[index] = this.clock.ticks + BARRED_MS;
		}
		const left = this.barred[index] > this.clock.ticks;
		const result = left ? SubscribeResult.LeftOut : SubscribeResult.Closed;
		this.log.subscribeRefused(this.subscriptions.filters[index], result);
		this.subscriptions.listener.onResult(index, result);
		return true;
	}

	/** Handles the packet that `verdict` says is complete. False: it breaks the protocol [MQTT-4.8.0-1], or its answer finds no room. */
	take(verdict: Inbound): boolean {
		switch (verdict) {
			case Inbound.Publish:
				return this.onPublish();
			case Inbound.Pubrel:
				return this.acknowledge(PacketType.Pubcomp);
			case Inbound.Suback:
				return this.onSuback();
			default:
				return false; // a second CONNACK [MQTT-3.2.0-1], or the answer to something that was never sent
		}
	}

	/** Answered by its QoS, though we ask for 0 [MQTT-3.3.4-1, MQTT-4.5.0-2], then handed on. */
	private onPublish(): boolean {
		const { qos } = this.parser;
		if (qos > 0 && !this.acknowledge(qos === 1 ? PacketType.Puback : PacketType.Pubrec)) return false;
		this.subscriptions.listener.onMessage(this.parser);
		return true;
	}

	/** False when there is no room for four bytes: a broker that floods a QoS 0 client and reads nothing. */
	private acknowledge(type: PacketType): boolean {
		return this.outbox.acknowledge(type, this.parser.packetId) !== Outcome.NoRoom;
	}

	/** Its packet identifier is the SUBSCRIBE's [MQTT-3.8.4-2], and it has one code for the one filter [MQTT-3.8.4-5, MQTT-3.9.3-1]. */
	private onSuback(): boolean {
		const parser = this.parser;
		const index = this.owed;
		if (index < 0 || parser.packetId !== this.packetId || parser.remaining !== 3) return false;
		const code = parser.body[2];
		const filter = this.subscriptions.filters[index];
		this.alarm?.clear();
		this.owed = -1;
		this.strikes[index] = 0;
		if (code === SubscribeResult.Refused) this.log.subscribeRefused(filter, code);
		else this.log.subscribed(filter, code);
		this.subscriptions.listener.onResult(index, code);
		this.subscribe();
		return true;
	}

	/** One SUBSCRIBE at a time: the next filter that is not left out. */
	private subscribe(): void {
		const { filters, listener } = this.subscriptions;
		while (this.next < filters.length && this.barred[this.next] > this.clock.ticks)
			listener.onResult(this.next++, SubscribeResult.LeftOut);
		if (this.next >= filters.length) return;
		const packetId = (this.packetId % 65_535) + 1; // never 0 [MQTT-2.3.1-1]
		if (this.outbox.subscribe(packetId, filters[this.next]) !== Outcome.Sent) return;
		this.packetId = packetId;
		this.owed = this.next++;
		this.alarm?.set(SUBACK_MS);
	}
}
