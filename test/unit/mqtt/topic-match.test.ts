import { equal, test } from "harness";
import { matchesFilter } from "mqtt/topic-match";

function bytesOf(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function matches(filter: string, topic: string): boolean {
	return matchesFilter(bytesOf(filter), bytesOf(`/${topic}/`), 1, 1 + topic.length);
}

/** MQTT 3.1.1 §4.7.1 and §4.7.2, its own examples among them. */
for (const [filter, topic, expected] of [
	["a/b", "a/b", true],
	["a/b", "a/bc", false],
	["a/b", "a", false],
	["a/b", "a/b/c", false],
	["sport/tennis/player1/#", "sport/tennis/player1", true],
	["sport/tennis/player1/#", "sport/tennis/player1/ranking", true],
	["sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true],
	["sport/tennis/player1/#", "sport/tennis/player10", false],
	["#", "a/b", true],
	["sport/+", "sport/tennis", true],
	["sport/+", "sport", false],
	["sport/+", "sport/", true],
	["sport/+", "sport/tennis/x", false],
	["+/+", "/finance", true],
	["/+", "/finance", true],
	["+", "/finance", false],
	["+/tennis/#", "sport/tennis", true],
	["#", "$SYS/monitor", false],
	["+/monitor/Clients", "$SYS/monitor/Clients", false],
	["$SYS/#", "$SYS/monitor", true],
	["channels/9/subscribe/fields/+", "channels/9/subscribe/fields/field3", true],
	["channels/9/subscribe", "channels/9/subscribe/fields/field3", false],
] as const)
	test(`topic filter ${filter} ${expected ? "stands for" : "does not stand for"} ${topic}`, () =>
		equal(matches(filter, topic), expected));
