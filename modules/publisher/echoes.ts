import { toUtf8 } from "core/utf8";
import { sameBytes } from "feed/bytes";
import { FeedScanner, Scan } from "feed/inbound";
import { channelFeedFilter } from "feed/topic";
import type { InboundMessage, MessageListener, SubscribeResult, Subscriptions } from "mqtt/options";
import type { Confirm } from "publisher/confirm";

/** A topic name starts behind its two bytes of length. */
const TOPIC_AT = 2;

/** A channel that asks for echoes. */
export interface EchoChannel {
	/** Channel ID. */
	readonly id: string;
	readonly confirm: Confirm;
}

/**
 * Hears what the own channels tell, and hands each created_at to the channel whose topic it came by. What is no JSON of a channel feed, has no
 * created_at, or comes by another topic is passed over. Makes no garbage.
 */
export class Echoes implements MessageListener {
	/** What the client is to subscribe to; undefined for nothing. */
	readonly subscriptions: Subscriptions | undefined;
	private readonly confirms: readonly Confirm[];
	private readonly filters: readonly Uint8Array[];
	private readonly scanner = new FeedScanner();
	private readonly onChange: () => void;

	/** `onChange`: a channel may have more to send. */
	constructor(channels: readonly EchoChannel[], onChange: () => void) {
		const confirms: Confirm[] = [];
		const filters: Uint8Array[] = [];
		for (const { id, confirm } of channels) {
			const filter = toUtf8(channelFeedFilter(id));
			if (!filter) continue;
			confirms.push(confirm);
			filters.push(filter);
		}
		this.confirms = confirms;
		this.filters = filters;
		this.onChange = onChange;
		this.subscriptions = filters.length > 0 ? { filters, listener: this } : undefined;
	}

	onSession(): void {
		for (let i = 0; i < this.confirms.length; i++) this.confirms[i].onSession();
	}

	onResult(index: number, result: SubscribeResult): void {
		this.confirms[index].onResult(result);
		this.onChange();
	}

	onMessage(message: InboundMessage): void {
		const { body, topicEnd } = message;
		for (let i = 0; i < this.filters.length; i++) {
			if (!sameBytes(body, TOPIC_AT, topicEnd, this.filters[i])) continue;
			if (this.confirms[i].echo(this.timeOf(message))) this.onChange();
			return;
		}
	}

	/** Its created_at; 0 for none. Of a message that was cut, what stands in front of the cut counts. */
	private timeOf({ body, payload, kept, remaining }: InboundMessage): number {
		const scan = this.scanner.scan(body, payload, kept, 0);
		const whole = scan === Scan.Whole || (scan === Scan.Short && remaining > kept);
		return whole ? this.scanner.time : 0;
	}
}
