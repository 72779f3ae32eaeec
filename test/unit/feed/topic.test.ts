import { toUtf8 } from "core/utf8";
import { fitsExactly, written } from "fakes/room";
import { channelFeedTopic, fieldFeedTopic, Topic } from "feed/topic";
import { equal, test, throws } from "harness";
import { isTopicName } from "mqtt/subscribe";

const nameOf = (topic: Topic): string => written((target, at) => topic.encode(target, at));

test("topic: a channel feed goes to channels/<channel ID>/publish", () => {
	equal(nameOf(channelFeedTopic("1417")), "channels/1417/publish");
	equal(nameOf(channelFeedTopic("123456789012")), "channels/123456789012/publish");
});

test("topic: a field feed goes to channels/<channel ID>/publish/fields/field<n>", () => {
	for (let field = 1; field <= 8; field++)
		equal(nameOf(fieldFeedTopic("1417", field)), `channels/1417/publish/fields/field${field}`);
});

test("topic: they are topic names as MQTT wants them [MQTT-3.3.2-1, MQTT-3.3.2-2]", () => {
	for (const topic of [channelFeedTopic("1"), fieldFeedTopic("1", 8)]) {
		const bytes = toUtf8(nameOf(topic)) ?? new Uint8Array(0);
		equal(isTopicName(bytes, 0, bytes.length), true);
	}
});

test("topic: one that is no well-formed text throws [MQTT-1.5.3-1, MQTT-1.5.3-2]", () => {
	throws(() => new Topic("a\0b"), "topic name");
	throws(() => new Topic("a\ud800"), "topic name");
});

test("topic: fits exactly or is -1, at every length", () => {
	const topic = channelFeedTopic("1");
	fitsExactly("channels/1/publish", (target, at) => topic.encode(target, at));
});
