/** What a topic name or a filter asks of a channel. */
export interface ChannelTopic {
	readonly channel: number;
	/** 1 to 8; "+" for every field (in a filter alone); undefined: the whole feed. */
	readonly field: number | "+" | undefined;
}

const PUBLISH = /^channels\/([1-9]\d{0,9})\/publish(?:\/fields\/field([1-8]))?$/;
const SUBSCRIBE = /^channels\/([1-9]\d{0,9})\/subscribe(?:\/fields\/(?:field([1-8])|(\+)))?$/;

/** A topic that a device may publish to (docs/thingspeak.md), or undefined for any other. */
export function parsePublishTopic(topic: string): { readonly channel: number; readonly field?: number } | undefined {
	const found = PUBLISH.exec(topic);
	if (!found) return undefined;
	return { channel: Number(found[1]), ...(found[2] === undefined ? {} : { field: Number(found[2]) }) };
}

/** A filter that a device may subscribe with (docs/thingspeak.md), or undefined for any other. */
export function parseSubscribeFilter(filter: string): ChannelTopic | undefined {
	const found = SUBSCRIBE.exec(filter);
	if (!found) return undefined;
	const field = found[2] === undefined ? undefined : Number(found[2]);
	return { channel: Number(found[1]), field: found[3] === "+" ? "+" : field };
}

/** Where the entries of a channel are told: as a whole, or one field of them. */
export function subscribeTopic(channel: number, field?: number): string {
	const feed = `channels/${channel}/subscribe`;
	return field === undefined ? feed : `${feed}/fields/field${field}`;
}
