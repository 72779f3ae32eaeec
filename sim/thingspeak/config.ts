import type { ChannelOptions } from "./channel";

/** What a device may do with a channel: the two boxes on the web site. */
export interface Authorisation {
	readonly id: number;
	readonly publish: boolean;
	readonly subscribe: boolean;
}

/** An MQTT device as the web site makes it. */
export interface DeviceOptions {
	readonly clientId: string;
	readonly userName: string;
	/** A secret. */
	readonly password: string;
	/** Ten at most; "any": whatever channel it names, which is made then (for the simulator, whose user chooses the numbers). */
	readonly channels: readonly Authorisation[] | "any";
}

/** What the real broker does is not known everywhere: docs/thingspeak.md says which of these are confirmed. */
export interface Rules {
	/** A PUBLISH to a channel that is not there or not allowed. */
	readonly publish: "drop" | "close";
	/** A SUBSCRIBE with a filter that is not there or not allowed: SUBACK 0x80, or the connection is closed. */
	readonly subscribe: "refuse" | "close";
	/** A PUBLISH with a QoS above 0. */
	readonly qos: "drop" | "close";
	/** A PUBLISH with RETAIN 1. */
	readonly retain: "drop" | "close" | "take";
	/** The last entry is sent at once to who subscribes. */
	readonly lastEntry: boolean;
	/** A connection without a packet for so many milliseconds is cut. */
	readonly idleMs: number;
	/** Entries kept a channel. */
	readonly history: number;
	/** True: no rule of ThingSpeak at all, a plain MQTT broker that knows its devices. */
	readonly generic: boolean;
}

/** All that an emulator is started with. */
export interface Config {
	readonly devices: readonly DeviceOptions[];
	readonly channels: readonly ChannelOptions[];
	readonly rules: Rules;
}

export const DEVICE_CHANNELS_MAX = 10;
/** Milliseconds between two updates of a channel with the free licence. */
export const FREE_INTERVAL_MS = 15_000;
/** The same with a paid one. */
export const PAID_INTERVAL_MS = 1_000;

export const DEFAULT_RULES: Rules = Object.freeze({
	publish: "drop",
	subscribe: "refuse",
	qos: "close",
	retain: "drop",
	lastEntry: false,
	idleMs: 3_600_000,
	history: 8_000,
	generic: false,
} as const);
