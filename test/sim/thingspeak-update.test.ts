import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTime } from "../../sim/thingspeak/time";
import { parsePublishTopic, parseSubscribeFilter } from "../../sim/thingspeak/topic";
import { parseChannelFeed, parseFieldFeed, type Update } from "../../sim/thingspeak/update";

function feed(text: string | Uint8Array): Update {
	const update = parseChannelFeed(Buffer.from(text));
	assert.ok(!("reason" in update), "reason" in update ? update.reason : "");
	return update;
}

function reason(text: string | Uint8Array): string {
	const update = parseChannelFeed(Buffer.from(text));
	return "reason" in update ? update.reason : "taken";
}

test("thingspeak: the topics to publish to are the channel feed and field1 to field8", () => {
	assert.deepEqual(parsePublishTopic("channels/42/publish"), { channel: 42 });
	assert.deepEqual(parsePublishTopic("channels/42/publish/fields/field8"), { channel: 42, field: 8 });
	for (const wrong of [
		"channels/42/subscribe",
		"channels/0/publish",
		"channels/x/publish",
		"channels/42/publish/",
		"a",
	])
		assert.equal(parsePublishTopic(wrong), undefined, wrong);
	for (const wrong of ["field0", "field9", "1", "+", "field1/x"])
		assert.equal(parsePublishTopic(`channels/42/publish/fields/${wrong}`), undefined, wrong);
});

test("thingspeak: the filters to subscribe with are the channel feed, a field, and + for every field", () => {
	assert.deepEqual(parseSubscribeFilter("channels/42/subscribe"), { channel: 42, field: undefined });
	assert.deepEqual(parseSubscribeFilter("channels/42/subscribe/fields/field1"), { channel: 42, field: 1 });
	assert.deepEqual(parseSubscribeFilter("channels/42/subscribe/fields/+"), { channel: 42, field: "+" });
	for (const wrong of [
		"#",
		"channels/#",
		"channels/+/subscribe",
		"channels/42/subscribe/fields/field+",
		"channels/42/+",
	])
		assert.equal(parseSubscribeFilter(wrong), undefined, wrong);
});

test("thingspeak: a channel feed's values are form-encoded: percent, and + for a space", () => {
	const update = feed("field1=21.37&field8=a%2Bb+c&status=%C3%BCber%20%26%20ok");
	assert.deepEqual(update.fields, ["21.37", ...Array(6).fill(undefined), "a+b c"]);
	assert.equal(update.status, "über & ok");
	assert.deepEqual(update.notes, []);
});

test("thingspeak: a position is numbers in their ranges; what is not is ignored with a note", () => {
	const { latitude, longitude, elevation } = feed("lat=-33.8688&long=151.2093&elevation=58");
	assert.deepEqual([latitude, longitude, elevation], ["-33.8688", "151.2093", "58"]);
	const wrong = feed("field1=1&lat=90.1&long=abc&elevation=");
	assert.deepEqual([wrong.latitude, wrong.longitude, wrong.elevation], [undefined, undefined, undefined]);
	assert.deepEqual(wrong.notes, [
		"lat is not a number in its range, ignored",
		"long is not a number in its range, ignored",
	]);
});

test("thingspeak: what is no parameter is ignored with a note, and a message of nothing else is dropped", () => {
	assert.deepEqual(feed("field1=1&field9=2&api_key=x").notes, [
		"field9 is no parameter, ignored",
		"api_key is no parameter, ignored",
	]);
	for (const empty of ["", "field1=", "field9=1", "21.5", "created_at=2026-06-01T12:00:00Z"])
		assert.equal(reason(empty), "it has no field, status or position", empty);
});

test("thingspeak: a value has 255 bytes at most, counted behind the decoding", () => {
	assert.equal(reason(`field1=${"x".repeat(255)}`), "taken");
	assert.equal(reason(`field1=${"x".repeat(256)}`), "field1 has more than 255 bytes");
	assert.equal(reason(`status=${"%C3%BC".repeat(127)}`), "taken");
	assert.equal(reason(`status=${"%C3%BC".repeat(128)}`), "status has more than 255 bytes");
});

test("thingspeak: a message has 3000 bytes at most", () => {
	const eight = Array.from({ length: 8 }, (_, i) => `field${i + 1}=${"%41".repeat(120)}`).join("&");
	assert.equal(reason(`${eight}${"&".repeat(3_000 - eight.length)}`), "taken");
	assert.equal(reason(`${eight}${"&".repeat(3_001 - eight.length)}`), "it has 3001 bytes, 3000 at most");
});

test("thingspeak: a message that is not UTF-8 is dropped", () => {
	assert.equal(reason(Uint8Array.of(0x66, 0xff)), "it is not UTF-8");
});

test("thingspeak: a field feed is the bare value", () => {
	assert.deepEqual(parseFieldFeed(2, Buffer.from("a=1&b+c%20")), {
		fields: [undefined, "a=1&b+c%20", ...Array(6).fill(undefined)],
		notes: [],
	});
	assert.deepEqual(parseFieldFeed(2, Buffer.from("")), { reason: "it is empty" });
	assert.deepEqual(parseFieldFeed(2, Buffer.from("x".repeat(256))), { reason: "field2 has more than 255 bytes" });
});

test("thingspeak: created_at is ISO 8601, with a zone or in UTC; what is not becomes the time of arrival", () => {
	const time = Date.parse("2026-06-01T12:00:00Z");
	for (const text of [
		"2026-06-01T12:00:00Z",
		"2026-06-01 12:00:00",
		"2026-06-01T14:00:00+02:00",
		"2026-06-01 14:00:00 +0200",
		"2026-06-01T12:00:00.999Z",
		"2026-06-01 12:00:00 UTC",
		"2026-06-01T12:00",
	])
		assert.equal(parseTime(text), time, text);
	for (const text of [
		"2026-02-30T12:00:00Z",
		"2026-13-01T12:00:00Z",
		"1780315200",
		"12:00",
		"2026-06-01T25:00:00Z",
		"",
	])
		assert.equal(parseTime(text), undefined, text);
	assert.equal(feed("field1=1&created_at=2026-06-01T12%3A00%3A00Z").createdAt, time);
	const wrong = feed("field1=1&created_at=yesterday");
	assert.equal(wrong.createdAt, undefined);
	assert.deepEqual(wrong.notes, ["created_at is not ISO 8601, the time of arrival is taken"]);
});
