import { packNibbles } from "core/nibbles";
import { GOOD, planOf } from "fakes/plan-of";
import { ChannelFeed, FIELDS, Update } from "feed/payload";
import { channelFeedTopic } from "feed/topic";
import { PACKET_MAX, PACKET_USUAL, packetLength } from "firmware/packet-length";
import { equal, ok, test } from "harness";
import { writeConnect } from "mqtt/connect";

const LONGEST = {
	...GOOD,
	"channel.1.id": "123456789012",
	"channel.1.latitude": "-89.12345678",
	"channel.1.longitude": "-179.12345678",
	"channel.1.elevation": "-10999.12345678",
};

test("packet length: the usual one has room for 8 of the longest values, a position and a created_at", () => {
	const { plan } = planOf(LONGEST);
	equal(packetLength(plan), PACKET_USUAL);
	const update = new Update();
	update.values.fill(-9_007_199_254.740_99);
	update.digits = packNibbles(new Array(FIELDS).fill(6));
	update.position = plan.channels[0].position;
	update.time = Date.UTC(2026, 10, 22, 10);
	equal(update.values.length, FIELDS);
	const packet = new Uint8Array(PACKET_USUAL);
	const topic = channelFeedTopic("123456789012").encode(packet, 7);
	const end = new ChannelFeed(update).encode(packet, topic);
	ok(end > 300 && end < 400, String(end));
});

test("packet length: texts of the settings make it the longest", () => {
	for (const text of [
		{ "channel.1.status": "ok" },
		{ "mqtt.profile": "generic" },
		{ "subscription.1.topic": "a/b", "subscription.1.do": "log" },
	])
		equal(packetLength(planOf({ ...GOOD, ...text }).plan), PACKET_MAX, JSON.stringify(text));
});

test("packet length: CONNECT fits with the longest names that there are", () => {
	const names = { "mqtt.clientId": "ü".repeat(32), "mqtt.userName": "ü".repeat(64), "mqtt.password": "€".repeat(42) };
	const { plan } = planOf({ ...GOOD, ...names });
	const { broker } = plan;
	ok(broker && writeConnect(new Uint8Array(packetLength(plan)), broker.connect) > 300);
});
