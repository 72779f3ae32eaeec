import { GOOD, planOf } from "fakes/plan-of";
import { equal, ok, test } from "harness";

/** What is wrong, and what the one line must hold: its key in front, then what is allowed or to do, and what it got. */
const WRONG: readonly [string, object, string, readonly string[]][] = [
	["a password without a user name", { "mqtt.password": "Sesame1" }, "mqtt.password", ["mqtt.userName"]],
	[
		"tcp to a public host",
		{ "mqtt.transport": "tcp" },
		"mqtt.transport",
		["tcp to mqtt3.thingspeak.com", "tls", "mqtt.allowPlain=true"],
	],
	["a sensor without a model", { "sensor.room.interval": 5 }, "sensor.room.model", ["air, chip", "nothing"]],
	["a model that does not exist", { "sensor.room.model": "bme999" }, "sensor.room.model", ['"bme999"']],
	[
		"a field of a sensor that is not set",
		{ ...GOOD, "channel.1.field2": "attic.temperature" },
		"channel.1.field2",
		['"attic"', "sensor.attic.model"],
	],
	[
		"a field of a quantity that the sensor has not",
		{ ...GOOD, "channel.1.field2": "room.pressure" },
		"channel.1.field2",
		['"pressure"', "temperature, cpuLoad"],
	],
	["a channel without an ID", { ...GOOD, "channel.2.field1": "room.temperature" }, "channel.2.id", ["not set"]],
	["a channel with nothing to publish", { "channel.1.id": "1" }, "channel.1", ["channel.1.field1"]],
	[
		"an interval below minInterval",
		{ ...GOOD, "channel.1.interval": 14 },
		"channel.1.interval",
		["15 or more", "minInterval", "got 14"],
	],
	[
		"field feeds that cost more than the interval",
		{ ...GOOD, "channel.1.feed": "fields", "channel.1.field8": "room.cpuload", "channel.1.interval": 29 },
		"channel.1.interval",
		["30 or more", "each field", "got 29"],
	],
	[
		"confirm=echo on a field feed",
		{ ...GOOD, "channel.1.feed": "fields", "channel.1.confirm": "echo" },
		"channel.1.confirm",
		["channel feed", "channel.1.feed=channel", "unset it"],
	],
	[
		"confirm=echo with another broker",
		{ ...GOOD, "mqtt.profile": "generic", "channel.1.confirm": "echo" },
		"channel.1.confirm",
		["mqtt.profile=thingspeak", "unset it"],
	],
	[
		"two channels with the same channel ID",
		{ ...GOOD, "channel.2.id": "1417", "channel.2.field1": "room.temperature" },
		"channel.2.id",
		["channel.1", "1417"],
	],
];

for (const [what, json, key, parts] of WRONG) {
	test(`plan: ${what} is one line that names ${key}, what is allowed and what it got`, () => {
		const { errors } = planOf(json);
		equal(errors.length, 1, errors.join(" / "));
		const [line] = errors;
		ok(line.startsWith(`${key}: `), line);
		for (const part of parts) ok(line.includes(part), `"${part}" is missing in: ${line}`);
		ok(!line.includes("Sesame1"), "a secret");
		ok(!line.includes("\n"), line);
	});
}
