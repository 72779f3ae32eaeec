import { NOTHING, takes } from "fakes/kinds";
import { test } from "harness";

test("validate: a whole number at its limits, below and above", () => {
	takes("mqtt.port", [
		[0, undefined],
		[1, 1],
		[65_535, 65_535],
		[65_536, undefined],
		[-1, undefined],
	]);
	takes("sensor.room.address", [
		[0, undefined],
		[1, 1],
		[247, 247],
		[248, undefined],
	]);
});

test("validate: a whole number as text: decimal or 0x, blanks around it; nothing else", () => {
	takes("mqtt.port", [
		["1883", 1_883],
		[" 1883\t", 1_883],
		["0x75b", 1_883],
		["0X75B", 1_883],
		["0001", 1],
		["0000000001", 1],
		["00000000001", undefined],
		["0x0a9f", 0x0a9f],
		["0XFADE", 0xfade],
		["9", 9],
		["/", undefined],
		[":", undefined],
		["0x`", undefined],
		["", undefined],
		[" ", undefined],
		["0x", undefined],
		["x75b", undefined],
		["0xg", undefined],
		["75b", undefined],
		["1e3", undefined],
		["1.0", undefined],
		["+1", undefined],
		["-1", undefined],
		["1 2", undefined],
		["1_000", undefined],
		["1n", undefined],
		["NaN", undefined],
		["99999999999", undefined],
		["٣", undefined],
		["true", undefined],
	]);
});

test("validate: a whole number from JSON is a number, not a fraction and nothing that turns into one", () => {
	takes("mqtt.port", [
		[1.5, undefined],
		[Number.NaN, undefined],
		[Number.POSITIVE_INFINITY, undefined],
		[true, undefined],
		...NOTHING,
	]);
});

test("validate: text within its bytes of UTF-8, kept as it is", () => {
	takes("device.name", [
		["", undefined],
		["a", "a"],
		[" a ", " a "],
		["x".repeat(32), "x".repeat(32)],
		["x".repeat(33), undefined],
		["é".repeat(16), "é".repeat(16)],
		["é".repeat(17), undefined],
		["\u{1f30d}".repeat(8), "\u{1f30d}".repeat(8)],
		[1, undefined],
		[true, undefined],
		...NOTHING,
	]);
	takes("mqtt.clientId", [
		["", ""],
		["x".repeat(64), "x".repeat(64)],
		["x".repeat(65), undefined],
	]);
});

test("validate: text has no control characters (C0, DEL, C1) and no half surrogate pairs [MQTT-1.5.3-1, -2]", () => {
	for (const bad of [
		"\0",
		"\n",
		"\r",
		"\t",
		"\x1b",
		"\x1f",
		"\x7f",
		"\x80",
		"\x85",
		"\x9b",
		"\x9f",
		"\ud800",
		"\udc00",
	])
		takes("device.name", [[`a${bad}b`, undefined]]);
	takes("device.name", [["a\xa0b~", "a\xa0b~"]]);
});

test("validate: a secret is text of its length", () => {
	takes("mqtt.password", [
		["", ""],
		["a+/=b", "a+/=b"],
		["x".repeat(128), "x".repeat(128)],
	]);
});

test("validate: a choice is one of its words, in any case, blanks around it", () => {
	takes("mqtt.transport", [
		["tls", "tls"],
		[" TCP ", "tcp"],
		["WS", "ws"],
		["wss", "wss"],
		["auto", "auto"],
		["udp", undefined],
		["", undefined],
		["tls,tcp", undefined],
		[0, undefined],
		...NOTHING,
	]);
	takes("channel.1.feed", [
		["channel", "channel"],
		["fields", "fields"],
		["field", undefined],
	]);
});

test("validate: a flag is true or false, as text or from JSON", () => {
	takes("mqtt.allowPlain", [
		[true, true],
		[false, false],
		["true", true],
		["false", false],
		["yes", undefined],
		["1", undefined],
		[1, undefined],
		["", undefined],
		...NOTHING,
	]);
});

test("validate: a channel ID is text that is good in a topic, as text or a number; blanks around it are none of it", () => {
	takes("channel.1.id", [
		["1", "1"],
		[" 1417 ", "1417"],
		["007", "007"],
		[1_417, "1417"],
		["garden/north 1", "garden/north 1"],
		["x".repeat(64), "x".repeat(64)],
		["x".repeat(65), undefined],
		["é".repeat(33), undefined],
		["", undefined],
		[" ", undefined],
		["a+b", undefined],
		["#", undefined],
		["a\0", undefined],
		["a\nb", undefined],
		[-1, undefined],
		[1.5, undefined],
		[1e21, undefined],
		[true, undefined],
		...NOTHING,
	]);
});

test("validate: a host is a name of labels or an IPv4 address, in lower case, without port or scheme", () => {
	const label = "a".repeat(63);
	const longest = `${label}.${label}.${label}.${"a".repeat(61)}`;
	takes("mqtt.host", [
		["mqtt3.thingspeak.com", "mqtt3.thingspeak.com"],
		[" Broker.Local ", "broker.local"],
		["127.0.0.1", "127.0.0.1"],
		["256.1.1.1", undefined],
		["127.1", undefined],
		["010.0.0.1", undefined],
		["my_broker-2", "my_broker-2"],
		["az09.z.a0.x9", "az09.z.a0.x9"],
		["a`", undefined],
		["a{", undefined],
		["a/", undefined],
		[label, label],
		[longest, longest],
		[`${longest}a`, undefined],
		[`${label}a`, undefined],
		["", undefined],
		[".", undefined],
		["a..b", undefined],
		["a.", undefined],
		["-a", undefined],
		["a-", undefined],
		["a:1883", undefined],
		["mqtt://a", undefined],
		["a/b", undefined],
		["a b", undefined],
		["user@a", undefined],
		["[::1]", undefined],
		["bücher.example", undefined],
		["a\n", "a"],
		["a\nb", undefined],
		[1, undefined],
		...NOTHING,
	]);
});

test("validate: a path begins with a slash and is printable ASCII without a space or #", () => {
	takes("mqtt.path", [
		["/mqtt", "/mqtt"],
		["/", "/"],
		["/a?b=c&d=%20", "/a?b=c&d=%20"],
		[`/${"x".repeat(254)}`, `/${"x".repeat(254)}`],
		[`/${"x".repeat(255)}`, undefined],
		["", undefined],
		["mqtt", undefined],
		[" /mqtt", undefined],
		["/a b", undefined],
		["/a#b", undefined],
		["/a\r\nHost: x", undefined],
		["/\x7f", undefined],
		["/\xfc", undefined],
		...NOTHING,
	]);
});
