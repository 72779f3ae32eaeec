import { GOOD, planOf } from "fakes/plan-of";
import { equal, ok, test } from "harness";
import { rowsOf } from "publisher/channel-plan";
import type { ChannelPlan } from "publisher/plan";

const GENERIC = { ...GOOD, "mqtt.profile": "generic", "channel.1.id": "shed/1" };

function channel(json: object): ChannelPlan {
	const { plan, errors } = planOf(json);
	equal(errors, []);
	return plan.channels[0];
}

function text(bytes: Uint8Array | undefined): string {
	return String.fromCharCode(...(bytes ?? []));
}

test("plan: a position keeps the digits it was given in, elevation alone or with it", () => {
	const position = { "channel.1.latitude": "47.10", "channel.1.longitude": "-8.5" };
	equal(text(channel({ ...GOOD, ...position }).position), "lat=47.10&long=-8.5");
	equal(
		text(channel({ ...GOOD, ...position, "channel.1.elevation": "430" }).position),
		"lat=47.10&long=-8.5&elevation=430",
	);
	equal(text(channel({ ...GOOD, "channel.1.elevation": "430" }).position), "elevation=430");
	equal(channel(GOOD).position, undefined);
});

test("plan: hours, days and the time zone are the channel's window", () => {
	equal(channel({ ...GOOD, "channel.1.hours": "22-5", "channel.1.days": "mon,sat", "time.zone": "-3:30" }).window, {
		from: 22,
		hours: 7,
		days: 0b1000010,
		zoneMinutes: -210,
	});
	equal(channel({ ...GOOD, "channel.1.days": "sun" }).window, { from: 0, hours: 24, days: 1, zoneMinutes: 0 });
	equal(channel({ ...GOOD, "channel.1.align": true }).align, true);
});

test("plan: a generic channel has topic and payload of its own, and no minimum interval unless one is set", () => {
	const { id, perField, timeless, bare, minIntervalMs, custom } = channel(GENERIC);
	equal([id, perField, timeless, bare, minIntervalMs], ["shed/1", false, false, false, 0]);
	equal([custom?.topics.length, custom?.topics[0]?.retain, custom?.payload.json], [1, false, true]);
	equal(channel({ ...GENERIC, "channel.1.minInterval": 15 }).minIntervalMs, 15_000);
	const single = channel({ ...GENERIC, "channel.1.feed": "fields", "channel.1.field3": "room.cpuload" });
	equal([single.perField, single.timeless, single.custom?.topics.length], [true, true, 2]);
});

test("plan: a payload without {time} or {ms} is timeless, one without a reading says something by itself", () => {
	const plain = channel({ ...GENERIC, "channel.1.payload": "{{fields}}" });
	equal([plain.timeless, plain.bare], [true, false]);
	const beat = channel({ "mqtt.profile": "generic", "channel.1.id": "a", "channel.1.payload": "{uptime} {ms}" });
	equal([beat.timeless, beat.bare, beat.fields.length], [false, true, 0]);
});

test("plan: fields are named by their quantities, by their sensors as well where that is not enough", () => {
	const names = (json: object): string[] => (channel({ ...GENERIC, ...json }).custom?.names ?? []).map(text);
	const more = {
		"channel.1.field2": "room.cpuload",
		"channel.1.field4": "attic.temperature",
		"sensor.attic.model": "air",
	};
	equal(names(more), ["room_temperature", "cpuLoad", "", "attic_temperature", "", "", "", ""]);
	equal(names({ "channel.1.field2": "room.temperature:max" }).slice(0, 2), [
		"room_temperature_last",
		"room_temperature_max",
	]);
	equal(names({ "channel.1.field2": "room.temperature" }).slice(0, 2), ["field1", "field2"]);
});

test("plan: Will, birth and a kept session reach CONNECT in the generic profile, an empty user name as well", () => {
	const { plan, errors } = planOf({
		...GENERIC,
		"device.name": "shed",
		"mqtt.clientId": "shed-1",
		"mqtt.cleanSession": false,
		"mqtt.password": "token",
		"mqtt.will.topic": "{device}/status",
		"mqtt.will.retain": true,
		"mqtt.will.birth": "online",
	});
	equal(errors, []);
	const connect = plan.broker?.connect;
	equal([connect?.cleanSession, connect?.userName?.length, text(connect?.password)], [false, 0, "token"]);
	equal(
		[text(connect?.will?.topic), text(connect?.will?.message), connect?.will?.retain],
		["shed/status", "offline", true],
	);
	ok(plan.broker?.birth?.topic.retain);
});

const WRONG: readonly [string, object, string, readonly string[]][] = [
	["a latitude without a longitude", { ...GOOD, "channel.1.latitude": 1 }, "channel.1.longitude", ["both, or neither"]],
	["a longitude without a latitude", { ...GOOD, "channel.1.longitude": 1 }, "channel.1.latitude", ["both, or neither"]],
	[
		"a position on a field feed",
		{ ...GOOD, "channel.1.feed": "fields", "channel.1.elevation": 1 },
		"channel.1.elevation",
		["field feed", "channel.1.feed=channel"],
	],
	[
		"an unknown placeholder in a status",
		{ ...GOOD, "channel.1.status": "up {hours}" },
		"channel.1.status",
		["{uptime}, {rssi}, {faults}, {backlog}, {name}, {version}", '"{hours}"'],
	],
	["a lone brace in a status", { ...GOOD, "channel.1.status": "a } b" }, "channel.1.status", ["{uptime}", '"}"']],
	[
		"an aligned interval that may miss its window",
		{ ...GOOD, "channel.1.align": true, "channel.1.hours": "6-8", "channel.1.interval": 7_201 },
		"channel.1.align",
		["channel.1.hours", "7200 s or less", "got 7201"],
	],
	[
		"no minimum interval with ThingSpeak",
		{ ...GOOD, "channel.1.minInterval": 0 },
		"channel.1.minInterval",
		["1 or more", "got 0"],
	],
	[
		"a channel ID of letters with ThingSpeak",
		{ ...GOOD, "channel.1.id": "shed" },
		"channel.1.id",
		["12 digits", "mqtt.profile=generic", '"shed"'],
	],
	[
		"a topic with ThingSpeak",
		{ ...GOOD, "channel.1.topic": "a" },
		"channel.1.topic",
		["mqtt.profile=generic", "unset"],
	],
	["a payload with ThingSpeak", { ...GOOD, "channel.1.payload": "a" }, "channel.1.payload", ["mqtt.profile=generic"]],
	["retain with ThingSpeak", { ...GOOD, "channel.1.retain": true }, "channel.1.retain", ["mqtt.profile=generic"]],
	[
		"a Will with ThingSpeak",
		{ ...GOOD, "mqtt.will.topic": "a" },
		"mqtt.will.topic",
		["ThingSpeak takes no Will", "mqtt.profile=generic"],
	],
	[
		"a kept session with ThingSpeak",
		{ ...GOOD, "mqtt.cleanSession": false },
		"mqtt.cleanSession",
		["mqtt.profile=generic"],
	],
	[
		"a kept session without an identifier",
		{ ...GENERIC, "mqtt.cleanSession": false },
		"mqtt.cleanSession",
		["mqtt.clientId"],
	],
	["a Will without a topic", { ...GENERIC, "mqtt.will.birth": "on" }, "mqtt.will.birth", ["mqtt.will.topic"]],
	["a Will to a wildcard", { ...GENERIC, "mqtt.will.topic": "a/#" }, "mqtt.will.topic", ["neither + nor #"]],
	[
		"a placeholder that a Will has not",
		{ ...GENERIC, "mqtt.will.topic": "{channel}" },
		"mqtt.will.topic",
		["{device}", '"{channel}"'],
	],
	[
		"a status in the generic profile",
		{ ...GENERIC, "channel.1.status": "ok" },
		"channel.1.status",
		["channel.1.payload"],
	],
	["a topic with a wildcard", { ...GENERIC, "channel.1.topic": "a/+" }, "channel.1.topic", ["neither + nor #"]],
	["a device name with a wildcard", { ...GENERIC, "device.name": "a+b" }, "channel.1.topic", ["device.name"]],
	[
		"a topic with a value",
		{ ...GENERIC, "channel.1.topic": "{value}" },
		"channel.1.topic",
		["{device}, {channel}, {field}"],
	],
	["a payload that is no JSON", { ...GENERIC, "channel.1.payload": "{{fields}" }, "channel.1.payload", ["JSON"]],
	[
		"fields that nothing tells apart",
		{ ...GENERIC, "channel.1.payload": "{value}", "channel.1.field2": "room.cpuload" },
		"channel.1.topic",
		["{field}", "2 fields"],
	],
	[
		"one message of all fields and one of each",
		{ ...GENERIC, "channel.1.topic": "{field}" },
		"channel.1.payload",
		["{fields}", "{value}"],
	],
];

for (const [what, json, key, parts] of WRONG) {
	test(`plan: ${what} is one line that names ${key} and what to do`, () => {
		const { errors } = planOf(json);
		equal(errors.length, 1, errors.join(" / "));
		const [line] = errors;
		ok(line.startsWith(`${key}: `), line);
		for (const part of parts) ok(line.includes(part), `"${part}" is missing in: ${line}`);
		ok(!line.includes("\n"), line);
	});
}

test("plan: with ThingSpeak rows stay a channel's own whatever else is set, since field1 stays field1", () => {
	const rows = rowsOf(channel(GOOD));
	const other = { "channel.1.field1": "room.cpuLoad", "channel.1.interval": 600, "channel.1.status": "ok" };
	equal(rowsOf(channel({ ...GOOD, ...other })), rows);
	equal(rowsOf(channel({ ...GOOD, "channel.1.id": "01417" })), rows);
	ok(rowsOf(channel({ ...GOOD, "channel.1.id": "1418" })) !== rows, "another channel ID");
	ok(rowsOf(channel({ ...GENERIC, "channel.1.id": "1417" })) !== rows, "another profile");
});

test("plan: in the generic profile rows of other names are other rows: old values would go out under a wrong name", () => {
	const rows = rowsOf(channel(GENERIC));
	equal(rowsOf(channel({ ...GENERIC, "channel.1.topic": "barn", "channel.1.interval": 600 })), rows);
	ok(rowsOf(channel({ ...GENERIC, "channel.1.field1": "room.cpuLoad" })) !== rows, "another quantity");
	ok(rowsOf(channel({ ...GENERIC, "channel.1.field2": "room.cpuLoad" })) !== rows, "one more");
	ok(rowsOf(channel({ ...GENERIC, "channel.1.feed": "fields" })) !== rows, "another kind of feed");
	ok(rowsOf(channel({ ...GENERIC, "channel.1.id": "shed/2" })) !== rows, "another channel ID");
});

test("plan: intervals are stretched only where journal.thin says so", () => {
	equal([planOf(GOOD).plan.thin, planOf({ ...GOOD, "journal.thin": true }).plan.thin], [false, true]);
});
