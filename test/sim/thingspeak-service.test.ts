import assert from "node:assert/strict";
import { test } from "node:test";
import type { Introduction, Message } from "../../sim/thingspeak/service";
import { DEVICE, makeConfig, makeService } from "../fakes/thingspeak";

const WHO: Introduction = {
	clientId: "station",
	userName: "user",
	password: "planted-secret",
	clean: true,
	will: false,
};

function message(topic: string, payload: string, change: Partial<Message> = {}): Message {
	return { topic, payload: Buffer.from(payload), qos: 0, retain: false, ...change };
}

test("thingspeak: a device gets in with its three credentials; others get 4, another's identifier 5", () => {
	const { service } = makeService();
	const code = (change: Partial<Introduction>): number => {
		const admission = service.admit({ ...WHO, ...change });
		return "device" in admission ? 0 : admission.returnCode;
	};
	assert.equal(code({}), 0);
	assert.equal(code({ password: "planted-secre" }), 4);
	assert.equal(code({ userName: "User" }), 4);
	assert.equal(code({ userName: "", password: "" }), 4);
	assert.equal(code({ clientId: "station2" }), 5);
	assert.equal(code({ clientId: "" }), 5);
});

test("thingspeak: a Will and a session that is not clean are refused with 5, as the earlier broker did", () => {
	const { service } = makeService();
	assert.deepEqual(service.admit({ ...WHO, will: true }), { returnCode: 5, reason: "it has a Will" });
	assert.deepEqual(service.admit({ ...WHO, clean: false }), { returnCode: 5, reason: "clean session is 0" });
});

test("thingspeak: with generic rules a Will and a kept session are taken, and strangers still are not", () => {
	const { service } = makeService({ generic: true });
	assert.ok("device" in service.admit({ ...WHO, will: true, clean: false }));
	assert.ok("returnCode" in service.admit({ ...WHO, password: "" }));
});

test("thingspeak: each channel has its own allow-publish and allow-subscribe", () => {
	const { service, told } = makeService();
	const publishes = [42, 43, 44, 45].map((id) =>
		service.publish(DEVICE, message(`channels/${id}/publish`, "field1=1")),
	);
	assert.deepEqual(
		publishes.map((verdict) => "deliveries" in verdict && verdict.deliveries.length),
		[2, 2, 0, 0],
	);
	const subscribes = [42, 43, 44, 45].map((id) => service.subscribe(DEVICE, `channels/${id}/subscribe`, 0));
	const refused = "the device may not subscribe to that channel";
	assert.deepEqual(subscribes, [undefined, refused, undefined, refused]);
	assert.deepEqual(told("dropped"), [
		"channels/44/publish: the device may not publish to that channel",
		"channels/45/publish: the device may not publish to that channel",
	]);
});

test("thingspeak: every drop is told with its reason and counted", () => {
	const { service, log, told } = makeService({ qos: "drop" });
	service.publish(DEVICE, message("channels/42/publish", "field1=1"));
	service.publish(DEVICE, message("channels/42/publish", "field1=2"));
	service.publish(DEVICE, message("channels/43/publish", "field1=2", { retain: true }));
	service.publish(DEVICE, message("channels/43/publish", "field1=2", { qos: 1 }));
	service.publish(DEVICE, message("sensors/attic", "21"));
	service.publish(DEVICE, message("channels/43/publish", "21"));
	assert.deepEqual(told("dropped"), [
		"channels/42/publish: too soon by 15.0 s: one update every 15 s",
		"channels/43/publish: RETAIN is 1",
		"channels/43/publish: QoS 1, only 0 is there",
		"sensors/attic: no such topic",
		"channels/43/publish: it has no field, status or position",
	]);
	assert.equal(log.count("dropped"), 5);
	assert.equal(log.count("taken"), 1);
	assert.equal(service.channel(43)?.lastEntryId, 0);
});

test("thingspeak: what closes the connection is a rule each", () => {
	const closes = makeService({ publish: "close", qos: "close", retain: "close" }).service;
	const drops = makeService({ publish: "drop", qos: "drop", retain: "drop" }).service;
	for (const bad of [
		message("channels/45/publish", "field1=1"),
		message("nowhere", "1"),
		message("channels/42/publish", "field1=1", { qos: 1 }),
		message("channels/42/publish", "field1=1", { retain: true }),
	]) {
		assert.ok("close" in closes.publish(DEVICE, bad), bad.topic);
		assert.ok("deliveries" in drops.publish(DEVICE, bad), bad.topic);
	}
	const taken = makeService({ retain: "take" }).service;
	taken.publish(DEVICE, message("channels/42/publish", "field1=1", { retain: true }));
	assert.equal(taken.channel(42)?.lastEntryId, 1);
});

test("thingspeak: a field feed is an update too: the second comes too soon", () => {
	const { service, time, told } = makeService();
	service.publish(DEVICE, message("channels/42/publish/fields/field1", "1"));
	service.publish(DEVICE, message("channels/42/publish/fields/field2", "2"));
	assert.equal(told("dropped").length, 1);
	time.now += 15_000;
	service.publish(DEVICE, message("channels/42/publish/fields/field2", "2"));
	assert.deepEqual(
		service.channel(42)?.entries.map(({ fields }) => fields.slice(0, 2)),
		[
			["1", undefined],
			[undefined, "2"],
		],
	);
});

test("thingspeak: subscribers are told the feed as JSON with what is enabled, and each field that is there", () => {
	const fields = ["Temperature", "Humidity"];
	const { service } = makeService({}, { channels: [{ ...makeConfig().channels[0], fields }] });
	const payload = "field1=21.5&lat=1.5&status=ok&created_at=2026-06-01T11%3A59%3A00Z";
	const verdict = service.publish(DEVICE, message("channels/42/publish", payload));
	assert.ok("deliveries" in verdict);
	const [feed, ...rest] = verdict.deliveries;
	assert.equal(feed.topic, "channels/42/subscribe");
	const json =
		'{"channel_id":42,"created_at":"2026-06-01T11:59:00Z","entry_id":1,"field1":"21.5","field2":null,"latitude":"1.5","longitude":null,"elevation":null,"status":"ok"}';
	assert.equal(feed.payload, json);
	assert.deepEqual(rest, [{ topic: "channels/42/subscribe/fields/field1", payload: "21.5", field: 1 }]);
});

test("thingspeak: a subscription with a QoS above 0 or another filter is refused", () => {
	const { service } = makeService();
	assert.equal(service.subscribe(DEVICE, "channels/42/subscribe", 1), "QoS 1, only 0 is there");
	assert.equal(service.subscribe(DEVICE, "#", 0), "no such topic");
	assert.equal(service.subscribe(DEVICE, "channels/42/subscribe/fields/+", 0), undefined);
});

test("thingspeak: the last entry goes to a new subscriber where the rules say so", () => {
	for (const lastEntry of [true, false]) {
		const { service } = makeService({ lastEntry });
		assert.deepEqual(service.lastEntry("channels/42/subscribe"), []);
		service.publish(DEVICE, message("channels/42/publish", "field1=1&field3=3"));
		const topics = (filter: string) =>
			service.lastEntry(filter).map(({ topic }) => topic.replace(/^.*\/subscribe/, ""));
		assert.deepEqual(topics("channels/42/subscribe"), lastEntry ? [""] : []);
		assert.deepEqual(topics("channels/42/subscribe/fields/field3"), lastEntry ? ["/fields/field3"] : []);
		assert.deepEqual(topics("channels/42/subscribe/fields/+"), lastEntry ? ["/fields/field1", "/fields/field3"] : []);
	}
});

test("thingspeak: a device of any channel makes the channels that it names, with the paid limit", () => {
	const { service, told } = makeService({}, { channels: [], devices: [{ ...DEVICE, channels: "any" }] });
	const device = { ...DEVICE, channels: "any" } as const;
	service.publish(device, message("channels/1417/publish", "field1=1"));
	service.publish(device, message("channels/1417/publish", "field1=2"));
	assert.deepEqual(told("dropped"), ["channels/1417/publish: too soon by 1.0 s: one update every 1 s"]);
	assert.equal(service.channel(1417)?.lastEntryId, 1);
});
