import { STATION } from "fakes/controlled";
import { planOf } from "fakes/plan-of";
import { equal, test } from "harness";

function plan(settings: object) {
	const { plan, errors } = planOf({ ...STATION, ...settings });
	return { topics: plan.subscriptions.map(({ number, topic }) => `${number} ${topic}`), errors };
}

test("subscriptions: channel feed, field feed, every field, and a topic of one's own", () => {
	const { topics, errors } = plan({
		"subscription.1.channel": "9",
		"subscription.2.channel": "9",
		"subscription.2.feed": "fields",
		"subscription.2.field": "3",
		"subscription.4.channel": "9",
		"subscription.4.feed": "fields",
		"subscription.4.field": "+",
		"subscription.8.topic": "shed/+/relay",
	});
	equal(errors, []);
	equal(topics, [
		"1 channels/9/subscribe",
		"2 channels/9/subscribe/fields/field3",
		"4 channels/9/subscribe/fields/+",
		"8 shed/+/relay",
	]);
});

for (const [settings, error] of [
	[{ do: "log" }, "channel: not set; it is the channel ID on the channel's page (or set subscription.1.topic)"],
	[{ channel: "9", topic: "a" }, "topic: it stands in place of subscription.1.channel; unset one of them"],
	[{ channel: "9", feed: "fields" }, "field: not set; 1 to 8, or + for all fields"],
	[{ channel: "9", field: "+" }, "field: + needs subscription.1.feed=fields; unset it to log whole updates"],
	[{ topic: "a/b#" }, "topic: allowed is an MQTT topic filter (+ and # alone in a level), got another text"],
	[{ channel: "9", do: "pin 4" }, "field: one of 1 to 8 is needed, since subscription.1.do acts on its value"],
	[
		{ channel: "9", feed: "fields", field: "+", do: "pin 4" },
		"field: one of 1 to 8 is needed, since subscription.1.do acts on its value",
	],
	[
		{ topic: "a/+", do: "pin 4" },
		'topic: one with + or # is for "log" alone; subscription.1.do needs the values of one topic',
	],
	[{ topic: "a", do: "restart" }, "when: not set; a restart needs the value that asks for it, such as =1"],
	[{ topic: "a", do: "pin 4", min: 1 }, 'min: it is for "set" alone; unset it'],
	[{ topic: "a", do: "set channel.2.interval" }, "do: there is no channel.2; set channel.2.id"],
	[{ topic: "a", do: "set sensor.shed.interval" }, "do: there is no sensor.shed; set sensor.shed.model"],
	[{ topic: "a", do: "set console.log", min: 5, max: 4 }, "min: allowed is 4 or less (subscription.1.max), got 5"],
] as const)
	test(`subscriptions: ${JSON.stringify(settings)} is left out with one line`, () => {
		const keys = Object.entries(settings).map(([name, value]) => [`subscription.1.${name}`, value]);
		const { topics, errors } = plan(Object.fromEntries(keys));
		equal([topics, errors], [[], [`subscription.1.${error}`]]);
	});
