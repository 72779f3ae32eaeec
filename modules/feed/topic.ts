import type { Encodable } from "core/encodable";
import { toUtf8 } from "core/utf8";

/** A topic name, encoded once when it is made. */
export class Topic implements Encodable {
	private readonly bytes: Uint8Array;
	/** The broker is to keep the last message under it for those who subscribe later (mqtt/packet). */
	readonly retain: boolean;

	/** @throws RangeError when `name` is no well-formed text [MQTT-1.5.3-1, MQTT-1.5.3-2]. */
	constructor(name: string, retain = false) {
		const bytes = toUtf8(name);
		if (!bytes) throw new RangeError("topic name is not well-formed text");
		this.bytes = bytes;
		this.retain = retain;
	}

	encode(target: Uint8Array, at: number): number {
		const end = at + this.bytes.length;
		if (end > target.length) return -1;
		target.set(this.bytes, at);
		return end;
	}
}

/** ThingSpeak's topic for a channel feed ("Publish to a Channel Feed"). `id` is the channel ID in digits. */
export function channelFeedTopic(id: string): Topic {
	return new Topic(`channels/${id}/publish`);
}

/** ThingSpeak's topic for a field feed ("Publish to a Channel Field Feed"). `field` is 1 to 8. */
export function fieldFeedTopic(id: string, field: number): Topic {
	return new Topic(`channels/${id}/publish/fields/field${field}`);
}

/** ThingSpeak's topic for what arrives in a channel ("Subscribe to a Channel Feed"): a JSON object each. */
export function channelFeedFilter(id: string): string {
	return `channels/${id}/subscribe`;
}

/** ThingSpeak's topic for what arrives in one field ("Subscribe to a Channel Field Feed"), 1 to 8, or in any of them, `+`: bare values. */
export function fieldFeedFilter(id: string, field: string): string {
	return `channels/${id}/subscribe/fields/${field === "+" ? "+" : `field${field}`}`;
}
