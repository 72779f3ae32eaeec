import { toAscii } from "core/utf8";
import { asciiBytes, RecordingInbox } from "fakes/subscriber";
import { equal, ok, test } from "harness";
import { both } from "mqtt/both";
import type { InboundMessage, Subscriptions } from "mqtt/options";

function wanting(...filters: string[]): Subscriptions & { readonly listener: RecordingInbox } {
	return { filters: filters.map(asciiBytes), listener: new RecordingInbox() };
}

function joined(first: Subscriptions | undefined, second: Subscriptions | undefined): Subscriptions {
	const all = both(first, second);
	if (!all) throw new Error("nothing to subscribe to");
	return all;
}

const MESSAGE: InboundMessage = {
	body: asciiBytes("\0\x01chi"),
	topicEnd: 3,
	payload: 3,
	kept: 5,
	remaining: 5,
	retained: false,
};

test("both: the second one's filters stand behind the first one's, and each hears its own results by its own numbers", () => {
	const [first, second] = [wanting("a", "b"), wanting("c", "d")];
	const { filters, listener } = joined(first, second);
	equal(
		filters.map((filter) => toAscii(filter, 0, filter.length)),
		["a", "b", "c", "d"],
	);
	for (let i = 0; i < 4; i++) listener.onResult(i, i === 1 ? 0x80 : 0);
	equal(first.listener.take(), ["result 0 0", "result 1 128"]);
	equal(second.listener.take(), ["result 0 0", "result 1 0"]);
});

test("both: a filter that both want is subscribed to once, and both hear what became of it", () => {
	const [first, second] = [wanting("a", "b"), wanting("c", "a")];
	const { filters, listener } = joined(first, second);
	equal(filters.length, 3);
	listener.onResult(0, 0x80);
	listener.onResult(2, 0);
	equal(first.listener.take(), ["result 0 128"]);
	equal(second.listener.take(), ["result 1 128", "result 0 0"]);
});

test("both: sessions and messages are for both", () => {
	const [first, second] = [wanting("a"), wanting("c")];
	const { listener } = joined(first, second);
	listener.onSession();
	listener.onMessage(MESSAGE);
	for (const { listener: one } of [first, second]) equal(one.take(), ["session", "c hi"]);
});

test("both: one alone stays as it is, and none is none", () => {
	const one = wanting("a");
	ok(both(one, undefined) === one && both(undefined, one) === one);
	equal(both(undefined, undefined), undefined);
});
