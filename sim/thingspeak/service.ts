import { Channel, type ChannelOptions, EVERY_FIELD } from "./channel";
import { type Config, type DeviceOptions, FREE_INTERVAL_MS, PAID_INTERVAL_MS, type Rules } from "./config";
import { type Delivery, deliveriesOf } from "./feed";
import type { ActivityLog } from "./log";
import { parsePublishTopic, parseSubscribeFilter } from "./topic";
import { parseChannelFeed, parseFieldFeed } from "./update";

/** CONNACK return codes (MQTT 3.1.1, 3.2.2.3). */
export const BAD_CREDENTIALS = 4;
export const NOT_AUTHORISED = 5;

/** What a client says of itself in CONNECT. */
export interface Introduction {
	readonly clientId: string;
	readonly userName: string;
	readonly password: string;
	readonly clean: boolean;
	readonly will: boolean;
}

export type Admission = { readonly device: DeviceOptions } | { readonly returnCode: number; readonly reason: string };

/** A PUBLISH as the broker gets it. */
export interface Message {
	readonly topic: string;
	readonly payload: Uint8Array;
	readonly qos: number;
	readonly retain: boolean;
}

/** `close`: the connection ends. Otherwise what is to be delivered; nothing when the message was dropped. */
export type Verdict = { readonly close: string } | { readonly deliveries: readonly Delivery[] };

/** ThingSpeak without a network: its devices, its channels, and its rules. Each decision is told in the log. */
export class ThingSpeak {
	readonly #config: Config;
	readonly #now: () => number;
	readonly #log: ActivityLog;
	readonly #channels = new Map<number, Channel>();

	/** `now`: milliseconds since 1970. */
	constructor(config: Config, now: () => number, log: ActivityLog) {
		this.#config = config;
		this.#now = now;
		this.#log = log;
		for (const options of config.channels) this.declare(options);
		for (const { channels } of config.devices) {
			if (channels === "any") continue;
			for (const { id } of channels) if (!this.#channels.has(id)) this.declare(plainChannel(id, FREE_INTERVAL_MS));
		}
	}

	get rules(): Rules {
		return this.#config.rules;
	}

	/** In the order of their numbers. */
	get channels(): readonly Channel[] {
		return [...this.#channels.values()].sort((a, b) => a.options.id - b.options.id);
	}

	channel(id: number): Channel | undefined {
		return this.#channels.get(id);
	}

	/** Makes a channel, or sets one anew with its entries kept. */
	declare(options: ChannelOptions): void {
		const found = this.#channels.get(options.id);
		if (found) found.options = options;
		else this.#channels.set(options.id, new Channel(options, this.rules.history, this.#now()));
	}

	/** Whether a client may connect, and as which device. */
	admit({ clientId, userName, password, clean, will }: Introduction): Admission {
		const known = this.#config.devices.filter((one) => one.userName === userName && one.password === password);
		if (known.length === 0) return { returnCode: BAD_CREDENTIALS, reason: "wrong user name or password" };
		// An empty client identifier is the broker's to choose [MQTT-3.1.3-6].
		const device = known.find((one) => one.clientId === "" || one.clientId === clientId);
		if (!device) return { returnCode: NOT_AUTHORISED, reason: "the client identifier is not that of its user name" };
		if (this.rules.generic) return { device };
		if (will) return { returnCode: NOT_AUTHORISED, reason: "it has a Will" };
		if (!clean) return { returnCode: NOT_AUTHORISED, reason: "clean session is 0" };
		return { device };
	}

	/** Takes a PUBLISH, or drops it. */
	publish(device: DeviceOptions, message: Message): Verdict {
		const { topic, payload } = message;
		const { rules } = this;
		if (message.qos > 0) return this.#reject(topic, `QoS ${message.qos}, only 0 is there`, rules.qos === "close");
		if (message.retain && rules.retain !== "take") return this.#reject(topic, "RETAIN is 1", rules.retain === "close");
		const parsed = parsePublishTopic(topic);
		if (!parsed) return this.#reject(topic, "no such topic", rules.publish === "close");
		const channel = this.#allowed(device, parsed.channel, "publish");
		if (!channel) return this.#reject(topic, "the device may not publish to that channel", rules.publish === "close");
		const update = parsed.field === undefined ? parseChannelFeed(payload) : parseFieldFeed(parsed.field, payload);
		if ("reason" in update) return this.#reject(topic, update.reason, false);
		const added = channel.add(update, this.#now());
		if ("reason" in added) return this.#reject(topic, added.reason, false);
		const { entry, notes } = added;
		const [feed] = deliveriesOf(channel, entry);
		this.#log.tell("taken", `channel ${parsed.channel} entry ${entry.id}: ${summary(feed.payload)}`);
		for (const note of notes) this.#log.tell("note", `channel ${parsed.channel} entry ${entry.id}: ${note}`);
		return { deliveries: deliveriesOf(channel, entry) };
	}

	/** Why `filter` is refused to `device`, or undefined when it is granted. */
	subscribe(device: DeviceOptions, filter: string, qos: number): string | undefined {
		if (qos > 0) return `QoS ${qos}, only 0 is there`;
		const parsed = parseSubscribeFilter(filter);
		if (!parsed) return "no such topic";
		return this.#allowed(device, parsed.channel, "subscribe")
			? undefined
			: "the device may not subscribe to that channel";
	}

	/** What a new subscriber gets at once, where the rules want it: the last entry. */
	lastEntry(filter: string): readonly Delivery[] {
		const parsed = parseSubscribeFilter(filter);
		const channel = parsed && this.#channels.get(parsed.channel);
		const entry = channel?.entries.at(-1);
		if (!this.rules.lastEntry || !channel || !entry) return [];
		const every = deliveriesOf(channel, entry);
		return every.filter(({ field }) => (parsed.field === "+" ? field !== undefined : field === parsed.field));
	}

	#allowed({ channels }: DeviceOptions, id: number, what: "publish" | "subscribe"): Channel | undefined {
		if (channels !== "any") return channels.find((one) => one.id === id)?.[what] ? this.#channels.get(id) : undefined;
		// Whoever lets his user choose the numbers cannot know the licence either.
		if (!this.#channels.has(id)) this.declare(plainChannel(id, PAID_INTERVAL_MS));
		return this.#channels.get(id);
	}

	#reject(topic: string, reason: string, close: boolean): Verdict {
		this.#log.tell("dropped", `${topic.slice(0, 64)}: ${reason}`);
		return close ? { close: reason } : { deliveries: [] };
	}
}

function plainChannel(id: number, intervalMs: number): ChannelOptions {
	return { id, name: `Channel ${id}`, fields: EVERY_FIELD, intervalMs, latitude: 0, longitude: 0 };
}

/** The values of a feed in one line: `field1=21.37 status=ok`. */
function summary(feed: string): string {
	const { channel_id, entry_id, ...rest } = JSON.parse(feed) as Record<string, unknown>;
	const values = Object.entries(rest).filter(([, value]) => value !== null);
	return values.map(([key, value]) => `${key}=${value}`).join(" ");
}
