import type { SubscriptionPlan } from "control/plan";
import { crc32 } from "core/crc32";
import { fromUtf8, toShown } from "core/utf8";
import { readNumber } from "feed/bytes";
import { copyText, type FeedScanner, Scan } from "feed/inbound";
import type { InboundMessage } from "mqtt/options";
import { matchesFilter } from "mqtt/topic-match";
import { ActionKind, meets } from "settings/action";

/** The longest value that acts, in bytes: no setting, number or word is longer. */
export const VALUE_MAX = 64;
/** The longest topic name that is kept to be shown. */
const TOPIC_MAX = 128;
/** A topic name starts behind its two bytes of length. */
const TOPIC_AT = 2;

/** What a message came to. */
export const enum Taken {
	/** It is for another topic. */
	Other = 0,
	/** Seen before, or the state of things from before: it does nothing. */
	Replay = 1,
	/** Not readable, too long, or cut where it matters. */
	Broken = 2,
	/** It has no value that acts. */
	Idle = 3,
	/** Its value is to act. */
	Pending = 4,
}

/** One subscription with the last value that is to act: constant memory, however many messages come. The last value wins. */
export class Item {
	/** Names the topic and the field in what is kept over a restart. */
	readonly hash: number;
	/** Of the last subscription: SubscribeResult; -1 while there was none. */
	result = -1;
	/** The value that is to act, or acted last, of `entry`. */
	number = Number.NaN;
	/** entry_id of the value; 0 for bare values. */
	entry = 0;
	/** Whether the value is as `when` wants it. */
	met = false;
	/** The value waits for its turn. */
	pending = false;
	/** Ticks before which nothing acts. */
	notBefore = 0;
	messages = 0;
	replays = 0;
	broken = 0;
	acts = 0;
	refusals = 0;
	/** The last thing it did or did not do; "" for none. */
	text = "";
	/** Ticks of it; -1 for never. */
	actedAt = -1;
	/** Of a pin: as it was driven last. */
	level: boolean | undefined;
	private readonly value = new Uint8Array(VALUE_MAX);
	private length = 0;
	private readonly _topic = new Uint8Array(TOPIC_MAX);
	private topicLength = 0;
	/** The highest entry_id seen. */
	private _last: number;
	/** No message has come on this connection. */
	private first = true;
	/** Of bare values: one that did not meet `when` came on this connection, so that one that does is new. */
	private armed = false;
	readonly plan: SubscriptionPlan;

	/** `last`: the entry that it acted on before the board started; 0 for none. */
	constructor(plan: SubscriptionPlan, last: (number: number, hash: number) => number) {
		this.plan = plan;
		this.hash = (crc32(plan.filter, 0, plan.filter.length) ^ (plan.field + 1)) >>> 0;
		this._last = last(plan.number, this.hash);
	}

	/** The highest entry_id seen; 0 for none. */
	get last(): number {
		return this._last;
	}

	/** The value as text without anything that could disturb a terminal. */
	get shown(): string {
		return toShown(fromUtf8(this.value, 0, this.length) ?? "(not text)");
	}

	/** The topic name of the last message that counted. */
	get topic(): string {
		return toShown(fromUtf8(this._topic, 0, this.topicLength) ?? "");
	}

	/** A new connection: nothing is subscribed to yet, and what comes first may be a replay. */
	renew(): void {
		this.result = -1;
		this.first = true;
		this.armed = false;
	}

	/** Looks at a message; makes no garbage. */
	take(message: InboundMessage, scanner: FeedScanner): Taken {
		const { plan } = this;
		const { body, topicEnd } = message;
		if (!matchesFilter(plan.filter, body, TOPIC_AT, topicEnd)) return Taken.Other;
		this.messages++;
		const first = this.first;
		this.first = false;
		const taken = plan.counted ? this.takeFeed(message, scanner, first) : this.takeBare(message);
		if (taken === Taken.Replay) this.replays++;
		else if (taken === Taken.Broken) this.broken++;
		else if (taken === Taken.Pending) this.keepTopic(body, topicEnd);
		return taken;
	}

	private takeFeed(message: InboundMessage, scanner: FeedScanner, first: boolean): Taken {
		const { body, payload, kept, remaining } = message;
		const { field, action } = this.plan;
		const scan = scanner.scan(body, payload, kept, field);
		if (scan === Scan.Broken || (scan === Scan.Short && remaining <= kept) || scanner.entry === 0) return Taken.Broken;
		const { entry } = scanner;
		const last = this._last;
		if (entry <= last) {
			// Behind the first, which may be a replay, a lower one means that the channel was cleared: it counts from there.
			if (!first && entry < last) this._last = entry;
			return Taken.Replay;
		}
		if (field > 0 && scanner.from < 0 && scan === Scan.Short) return Taken.Broken;
		this._last = entry;
		if (field === 0) return this.ready(0, true, entry);
		if (scanner.from < 0) return Taken.Idle;
		// The first entry that was ever seen only tells where the channel stands: a restart must not come of what was there before.
		const known = last > 0 || action.kind !== ActionKind.Restart;
		return this.ready(copyText(body, scanner.from, scanner.to, this.value), known, entry);
	}

	/**
	 * Bare values carry no entry_id. Doing the same again does no harm, but for a restart: that needs a value that did not ask for it before, on
	 * this connection, so that neither a replay nor a retained message can be the reason.
	 */
	private takeBare(message: InboundMessage): Taken {
		const { body, payload, kept, remaining } = message;
		if (remaining > kept || kept - payload > VALUE_MAX) return Taken.Broken;
		for (let at = payload; at < kept; at++) this.value[at - payload] = body[at];
		if (this.plan.action.kind !== ActionKind.Restart) return this.ready(kept - payload, true, 0);
		const armed = this.armed && !message.retained;
		const taken = this.ready(kept - payload, armed, 0);
		this.armed = !this.met && taken !== Taken.Broken;
		return taken;
	}

	/** The value stands in `value`, `length` long, -1 when it could not be copied; `known`: it is surely new. */
	private ready(length: number, known: boolean, entry: number): Taken {
		const { when, action } = this.plan;
		if (length < 0) {
			this.pending = false; // what waited has been written over
			return Taken.Broken;
		}
		this.entry = entry;
		this.length = length;
		this.number = readNumber(this.value, 0, length);
		this.met = when === undefined || meets(when, this.number);
		if (!this.met && action.kind !== ActionKind.Pin) {
			this.pending = false; // the last value wins, and this one asks for nothing
			return Taken.Idle;
		}
		if (!known) return Taken.Replay;
		this.pending = true;
		return Taken.Pending;
	}

	private keepTopic(body: Uint8Array, topicEnd: number): void {
		const length = Math.min(TOPIC_MAX, topicEnd - TOPIC_AT);
		for (let i = 0; i < length; i++) this._topic[i] = body[TOPIC_AT + i];
		this.topicLength = length;
	}
}
