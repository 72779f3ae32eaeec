import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "../../sim/thingspeak/page";
import { answerRead } from "../../sim/thingspeak/reads";
import { channelOptions, DEVICE, makeService } from "../fakes/thingspeak";

const CHANNELS = [
	channelOptions(42, { name: "Attic", fields: ["Temperature", "Note"], intervalMs: 0, latitude: 52.5, longitude: 13 }),
];

function filled(count: number) {
	const made = makeService({}, { channels: CHANNELS });
	for (let i = 1; i <= count; i++) {
		const payload = Buffer.from(`field1=${i}${i % 2 ? `&field2=a%2C%22${i}` : ""}&lat=1.5&status=s${i}`);
		made.service.publish(DEVICE, { topic: "channels/42/publish", payload, qos: 0, retain: false });
		made.time.now += 60_000;
	}
	return made;
}

function read(path: string, count = 3) {
	const answer = answerRead(filled(count).service, path);
	assert.ok(answer, path);
	return answer;
}

test("thingspeak: feeds.json is the channel and its feeds, oldest first, in ThingSpeak's form", () => {
	const { status, type, body } = read("/channels/42/feeds.json?results=2");
	assert.equal(status, 200);
	assert.match(type, /^application\/json/);
	assert.deepEqual(JSON.parse(body), {
		channel: {
			id: 42,
			name: "Attic",
			latitude: "52.5",
			longitude: "13.0",
			field1: "Temperature",
			field2: "Note",
			created_at: "2026-06-01T12:00:00Z",
			updated_at: "2026-06-01T12:02:00Z",
			last_entry_id: 3,
		},
		feeds: [
			{ created_at: "2026-06-01T12:01:00Z", entry_id: 2, field1: "2", field2: null },
			{ created_at: "2026-06-01T12:02:00Z", entry_id: 3, field1: "3", field2: 'a,"3' },
		],
	});
});

test("thingspeak: location=true and status=true add what they name", () => {
	const [feed] = JSON.parse(read("/channels/42/feeds.json?results=1&location=true&status=true").body).feeds;
	assert.deepEqual(Object.keys(feed).slice(4), ["latitude", "longitude", "elevation", "status"]);
	assert.deepEqual([feed.latitude, feed.elevation, feed.status], ["1.5", null, "s3"]);
});

test("thingspeak: without results there are 100, and there are 8000 at most", () => {
	const count = (path: string): number => JSON.parse(read(path, 120).body).feeds.length;
	assert.equal(count("/channels/42/feeds.json"), 100);
	assert.equal(count("/channels/42/feeds.json?results=110"), 110);
	assert.equal(count("/channels/42/feeds.json?results=9000"), 120);
	assert.equal(count("/channels/42/feeds.json?results=0"), 0);
	assert.equal(count("/channels/42/feeds.json?results=many"), 100);
});

test("thingspeak: feeds.csv has a header, times with UTC, and quotes where they are needed", () => {
	const { type, body } = read("/channels/42/feeds.csv?results=2");
	assert.match(type, /^text\/csv/);
	assert.equal(
		body,
		'created_at,entry_id,field1,field2\n2026-06-01 12:01:00 UTC,2,2,\n2026-06-01 12:02:00 UTC,3,3,"a,""3"\n',
	);
	const [header, row] = read("/channels/42/feeds.csv?results=1&status=true&location=true").body.split("\n");
	assert.equal(header, "created_at,entry_id,field1,field2,latitude,longitude,elevation,status");
	assert.equal(row, '2026-06-01 12:02:00 UTC,3,3,"a,""3",1.5,,,s3');
});

test("thingspeak: a field's read has that field alone", () => {
	const { channel, feeds } = JSON.parse(read("/channels/42/fields/2.json?results=1").body);
	assert.equal("field1" in channel, false);
	assert.equal(channel.field2, "Note");
	assert.deepEqual(feeds, [{ created_at: "2026-06-01T12:02:00Z", entry_id: 3, field2: 'a,"3' }]);
	assert.equal(
		read("/channels/42/fields/1.csv?results=1").body,
		"created_at,entry_id,field1\n2026-06-01 12:02:00 UTC,3,3\n",
	);
});

test("thingspeak: the last entry, and the last that has a field", () => {
	assert.equal(JSON.parse(read("/channels/42/feeds/last.json", 4).body).entry_id, 4);
	assert.equal(JSON.parse(read("/channels/42/fields/2/last.json", 4).body).entry_id, 3);
	assert.deepEqual(read("/channels/42/feeds/last.json", 0), {
		status: 404,
		type: "application/json; charset=utf-8",
		body: '"-1"',
	});
});

test("thingspeak: a channel that is not there is 404, and another path is no read", () => {
	assert.equal(read("/channels/9/feeds.json").status, 404);
	for (const path of ["/", "/channels/42", "/channels/42/feeds.xml", "/channels/42/fields/9.json", "//[/feeds.json"])
		assert.equal(answerRead(filled(1).service, path), undefined, path);
});

test("thingspeak: the page draws each field that has numbers, tells the log, and escapes what others wrote", () => {
	const { service, log } = makeService({}, { channels: [channelOptions(42, { name: "<b>", fields: ["T", "N"] })] });
	const payload = Buffer.from("field1=1&field2=%3Cscript%3E&status=%3Ci%3E");
	service.publish(DEVICE, { topic: "channels/42/publish", payload, qos: 0, retain: false });
	service.publish(DEVICE, { topic: "<i>", payload, qos: 0, retain: false });
	const { body } = pageOf(service, log);
	assert.equal(body.match(/<svg /g)?.length, 1);
	assert.match(body, /field1 T: <b>1<\/b>/);
	assert.match(body, /1 taken, 1 dropped/);
	assert.equal(/<script|<i>|<b><\/h2>|42: <b>/.test(body), false);
});
