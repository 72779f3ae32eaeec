import { packNibbles, withNibble } from "core/nibbles";
import { written } from "fakes/room";
import { statusOf } from "fakes/status";
import { ChannelFeed, FIELDS, Update } from "feed/payload";
import { equal, fromHex, test } from "harness";

/** An update of field1 to field8; NaN where there is none. */
function update(values: readonly number[], digits = 1): Update {
	const made = new Update();
	made.clear();
	made.values.splice(0, values.length, ...values);
	made.digits = packNibbles(new Array(FIELDS).fill(digits));
	return made;
}

function encoded(made: Update): string {
	const feed = new ChannelFeed(made);
	return written((target, at) => feed.encode(target, at));
}

const NONE = Number.NaN;

test("channel feed: fields in order, each with its decimals", () => {
	const made = update([1, 2, 3, 4, 5, 6, 7, 8]);
	for (let field = 0; field < FIELDS; field++) made.digits = withNibble(made.digits, field, field % 3);
	equal(encoded(made), "field1=1&field2=2.0&field3=3.00&field4=4&field5=5.0&field6=6.00&field7=7&field8=8.0");
});

test("channel feed: NaN, infinities and what has no exact digits are left out, the others keep their names", () => {
	equal(encoded(update([NONE, 2, NONE, NONE, 5])), "field2=2.0&field5=5.0");
	equal(encoded(update([Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY, 1e300, 2 ** 53])), "field2=2.0");
	equal(encoded(update([NONE, NONE, NONE, NONE, NONE, NONE, NONE, -8])), "field8=-8.0");
});

test("channel feed: a value at the limit of exact digits is written, the next one is left out", () => {
	const made = update([9_007_199_254_740_991, 9_007_199_254_740_992], 0);
	equal(encoded(made), "field1=9007199254740991");
	equal(encoded(update([9_007_199_254, 9_007_199_255], 6)), "field1=9007199254.000000");
});

test("channel feed: status comes behind the fields, percent-encoded", () => {
	const made = update([1]);
	made.status = statusOf(...fromHex("6f6b 20 26 20 c3a9 2b"));
	equal(encoded(made), "field1=1.0&status=ok%20%26%20%C3%A9%2B");
});

test("channel feed: a status alone is an update, an empty one is none", () => {
	const made = update([]);
	made.status = statusOf(0x6f, 0x6b);
	equal(encoded(made), "status=ok");
	made.status = statusOf();
	equal(new ChannelFeed(made).encode(new Uint8Array(64), 0), -1);
});

test("channel feed: created_at comes last where the time is known, and is left out where it is not", () => {
	const made = update([1]);
	equal(encoded(made), "field1=1.0");
	made.time = Date.UTC(2026, 10, 22, 10, 3, 5);
	equal(encoded(made), "field1=1.0&created_at=2026-11-22T10%3A03%3A05Z");
	made.status = statusOf(0x6f, 0x6b);
	equal(encoded(made), "field1=1.0&status=ok&created_at=2026-11-22T10%3A03%3A05Z");
});

test("channel feed: with nothing to say it does not encode: a time alone is nothing", () => {
	const made = update([NONE, Number.POSITIVE_INFINITY]);
	equal(new ChannelFeed(made).encode(new Uint8Array(256), 7), -1);
	made.time = Date.UTC(2026, 10, 22);
	equal(new ChannelFeed(made).encode(new Uint8Array(256), 7), -1);
});

test("channel feed: says what the update holds when it is encoded, not when it was made", () => {
	const made = update([1]);
	const feed = new ChannelFeed(made);
	made.values[0] = 2;
	equal(
		written((target, at) => feed.encode(target, at)),
		"field1=2.0",
	);
	made.clear();
	equal(feed.encode(new Uint8Array(64), 0), -1);
});
