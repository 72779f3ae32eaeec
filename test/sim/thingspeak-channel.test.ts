import assert from "node:assert/strict";
import { test } from "node:test";
import { Channel } from "../../sim/thingspeak/channel";
import { parseChannelFeed } from "../../sim/thingspeak/update";
import { channelOptions } from "../fakes/thingspeak";

const START = Date.parse("2026-06-01T12:00:00Z");

function add(channel: Channel, text: string, now: number): string {
	const update = parseChannelFeed(Buffer.from(text));
	assert.ok(!("reason" in update));
	const added = channel.add(update, now);
	return "reason" in added ? added.reason : [`entry ${added.entry.id}`, ...added.notes].join(", ");
}

test("thingspeak: entries are numbered from 1, and what is dropped takes no number", () => {
	const channel = new Channel(channelOptions(42), 100, START);
	assert.equal(add(channel, "field1=1", START), "entry 1");
	assert.match(add(channel, "field1=2", START + 14_000), /^too soon/);
	assert.equal(add(channel, "field1=3", START + 15_000), "entry 2");
	assert.equal(channel.lastEntryId, 2);
});

test("thingspeak: one update every 15 s with the free licence, one a second with a paid one, each channel on its own", () => {
	const free = new Channel(channelOptions(42), 100, START);
	const paid = new Channel(channelOptions(43, { intervalMs: 1_000 }), 100, START);
	assert.equal(add(free, "field1=1", START), "entry 1");
	assert.equal(add(paid, "field1=1", START), "entry 1");
	assert.equal(add(free, "field2=1", START + 14_900), "too soon by 0.1 s: one update every 15 s");
	assert.equal(add(paid, "field1=2", START + 999), "too soon by 0.1 s: one update every 1 s");
	assert.equal(add(paid, "field1=2", START + 1_000), "entry 2");
	assert.equal(add(free, "field1=2", START + 15_000), "entry 2");
});

test("thingspeak: the limit counts from the whole second of the last update", () => {
	const channel = new Channel(channelOptions(42), 100, START);
	add(channel, "field1=1", START + 900);
	assert.match(add(channel, "field1=2", START + 14_999), /^too soon/);
	assert.equal(add(channel, "field1=2", START + 15_000), "entry 2");
});

test("thingspeak: an update that came too soon does not put off the next", () => {
	const channel = new Channel(channelOptions(42), 100, START);
	for (const [second, expected] of [
		[0, /entry 1/],
		[8, /too soon/],
		[14, /too soon/],
		[15, /entry 2/],
	] as const)
		assert.match(add(channel, "field1=1", START + second * 1_000), expected);
});

test("thingspeak: a created_at is taken once a channel, whatever its order", () => {
	const channel = new Channel(channelOptions(42), 100, START);
	const old = "created_at=2026-05-01T00%3A00%3A00Z";
	assert.equal(add(channel, `field1=1&${old}`, START), "entry 1");
	assert.equal(
		add(channel, `field1=2&${old}`, START + 15_000),
		"the channel has an entry of 2026-05-01T00:00:00Z already",
	);
	assert.equal(add(channel, "field1=3&created_at=2026-04-01T00%3A00%3A00Z", START + 15_000), "entry 2");
	assert.deepEqual(
		channel.entries.map(({ createdAt }) => new Date(createdAt).toISOString()),
		["2026-05-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
	);
});

test("thingspeak: without created_at an entry has the whole second of its arrival", () => {
	const channel = new Channel(channelOptions(42), 100, START);
	add(channel, "field1=1", START + 700);
	assert.equal(channel.entries[0].createdAt, START);
});

test("thingspeak: a field that is not enabled is ignored, and a message of such fields alone is dropped", () => {
	const channel = new Channel(channelOptions(42, { fields: ["Temperature", undefined, "Wind"] }), 100, START);
	assert.equal(
		add(channel, "field1=1&field2=2&field8=3", START),
		"entry 1, field2 is not enabled, ignored, field8 is not enabled, ignored",
	);
	assert.deepEqual(
		channel.entries[0].fields.filter((value) => value !== undefined),
		["1"],
	);
	assert.equal(add(channel, "field2=2", START + 15_000), "none of its fields is enabled in the channel");
});

test("thingspeak: the last entries are kept, and a created_at that has gone may come again", () => {
	const channel = new Channel(channelOptions(42, { intervalMs: 0 }), 2, START);
	for (const day of [1, 2, 3]) add(channel, `field1=${day}&created_at=2026-05-0${day}`.concat("T00%3A00%3A00Z"), START);
	assert.deepEqual(
		channel.entries.map(({ id }) => id),
		[2, 3],
	);
	assert.equal(add(channel, "field1=1&created_at=2026-05-01T00%3A00%3A00Z", START), "entry 4");
	assert.match(add(channel, "field1=1&created_at=2026-05-03T00%3A00%3A00Z", START), /already/);
});
