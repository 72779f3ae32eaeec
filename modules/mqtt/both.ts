import type { InboundMessage, MessageListener, SubscribeResult, Subscriptions } from "mqtt/options";
import { sameFilter } from "mqtt/topic-match";

/**
 * The subscriptions of two listeners as one: the filters of `second` stand behind those of `first`, whose numbers stay as they are. A filter
 * that both want is there once, and both hear what became of it. Each hears every message, as it would alone. Undefined when there are none.
 */
export function both(first: Subscriptions | undefined, second: Subscriptions | undefined): Subscriptions | undefined {
	if (!first || !second) return first ?? second;
	const filters = first.filters.slice();
	const places = second.filters.map((filter) => {
		const place = filters.findIndex((one) => sameFilter(one, filter));
		return place < 0 ? filters.push(filter) - 1 : place;
	});
	return { filters, listener: new Both(first, second.listener, places) };
}

class Both implements MessageListener {
	private readonly first: MessageListener;
	/** How many filters are the first one's. */
	private readonly count: number;
	private readonly second: MessageListener;
	/** Where each filter of the second one stands. */
	private readonly places: readonly number[];

	constructor(first: Subscriptions, second: MessageListener, places: readonly number[]) {
		this.first = first.listener;
		this.count = first.filters.length;
		this.second = second;
		this.places = places;
	}

	onSession(): void {
		this.first.onSession();
		this.second.onSession();
	}

	onResult(index: number, result: SubscribeResult): void {
		if (index < this.count) this.first.onResult(index, result);
		for (let i = 0; i < this.places.length; i++) if (this.places[i] === index) this.second.onResult(i, result);
	}

	onMessage(message: InboundMessage): void {
		this.first.onMessage(message);
		this.second.onMessage(message);
	}
}
