import { equal, ok, test } from "harness";
import { Settings } from "settings/settings";

const errorOf = (key: string, given: unknown): string => new Settings().set(key, given) ?? "no error";

test("settings: an error names the key, what is allowed and what it got", () => {
	equal(errorOf("mqtt.port", "http"), 'mqtt.port: allowed is a whole number from 1 to 65535, got "http"');
	equal(errorOf("mqtt.port", 0), "mqtt.port: allowed is a whole number from 1 to 65535, got 0");
	equal(errorOf("MQTT.Transport", "udp"), 'mqtt.transport: allowed is tls or tcp or ws or wss or auto, got "udp"');
	equal(errorOf("mqtt.allowPlain", "yes"), 'mqtt.allowPlain: allowed is true or false, got "yes"');
	equal(
		errorOf("channel.1.id", "a+b"),
		'channel.1.id: allowed is text of 1 to 64 bytes without control characters, + and #, got "a+b"',
	);
	equal(
		errorOf("channel.1.latitude", 91),
		"channel.1.latitude: allowed is a decimal number from -90 to 90, 8 decimals at most, got 91",
	);
	equal(
		errorOf("channel.1.hours", "6"),
		'channel.1.hours: allowed is two hours such as 6-20, or 22-5 over midnight, got "6"',
	);
	equal(
		errorOf("channel.1.days", "workdays"),
		'channel.1.days: allowed is days such as mon-fri or sat,sun, got "workdays"',
	);
	equal(errorOf("time.zone", "CET"), 'time.zone: allowed is hours such as +1 or -3:30, from -12 to +14, got "CET"');
	equal(
		errorOf("mqtt.host", null),
		"mqtt.host: allowed is a host name or an IPv4 address, without port or scheme, got null",
	);
	ok(errorOf("channel.1.field1", "room").includes("<sensor>.<quantity>[:last|mean|min|max|sum|count|median]"));
	ok(errorOf("device.name", "").includes("1 to 32 bytes"));
});

test("settings: a keep alive of 0, 29, 3001 or anything else is refused with the reason, 30 and 3000 are taken", () => {
	const reason = "mqtt.keepAlive: allowed is a whole number from 30 to 3000, got ";
	for (const given of [0, 29, 3_001, 65_535, -1]) equal(errorOf("mqtt.keepAlive", given), reason + given);
	for (const given of ["0", "29", "3001", "off"]) equal(errorOf("mqtt.keepAlive", given), `${reason}"${given}"`);
	for (const given of [30, 3_000, "30", "3000"]) equal(errorOf("mqtt.keepAlive", given), "no error");
});

test("settings: an error repeats no more than the start of a long value, on one line", () => {
	const error = errorOf("mqtt.port", `${"x".repeat(1_000)}`);
	ok(error.endsWith(`got "${"x".repeat(40)}..."`), error);
	equal(errorOf("mqtt.port", "y".repeat(40)).endsWith(`got "${"y".repeat(40)}"`), true);
});

test("settings: control characters, line separators and half surrogate pairs of a value do not reach a terminal", () => {
	const bad = [
		"\n",
		"\r",
		"\0",
		"\x1b",
		"\x7f",
		"\x80",
		"\x85",
		"\x9b",
		"\u2028",
		"\u2029",
		"\u202e",
		"\udfff",
		"\ud800",
	];
	equal(errorOf("mqtt.port", bad.join("")).endsWith(`got "${"?".repeat(bad.length)}"`), true);
	equal(errorOf("mqtt.port", "né€\u{1f30d}").endsWith('got "né€\u{1f30d}"'), true);
});

test("settings: a refused secret is never in the error (invariant S2)", () => {
	const secret = "Sesame1";
	for (const given of [`${secret}\n`, secret.repeat(19), [secret], { secret }, Symbol(secret)]) {
		const error = errorOf("mqtt.password", given);
		ok(error.startsWith("mqtt.password: allowed is text of 0 to 128 bytes"), error);
		ok(!error.includes(secret), error);
	}
	equal(errorOf("mqtt.password", 5_318_008).includes("5318008"), false);
});

test("settings: an unknown key is named, with what there is", () => {
	equal(
		errorOf("wifi.ssid", "x"),
		'unknown key "wifi.ssid": keys start with device, net, time, mqtt, channel, journal, subscription, sensor or console',
	);
	equal(errorOf("device.nam", "x"), 'unknown key "device.nam": device has name');
	ok(errorOf("mqtt.keepalives", 1).startsWith('unknown key "mqtt.keepalives": mqtt has keepAlive, host, port, '));
	ok(errorOf("channel.1.field9", "x").startsWith('unknown key "channel.1.field9": channel has '));
	ok(errorOf("channel.11.id", "x").startsWith('unknown key "channel.11.id": channel has <1-10>.id, '));
	equal(
		errorOf("", "x"),
		'unknown key "": keys start with device, net, time, mqtt, channel, journal, subscription, sensor or console',
	);
});

test("settings: an unknown key of 48 characters is repeated, a longer one is not", () => {
	const key = "mqtt.".padEnd(48, "x");
	ok(errorOf(key, "1").startsWith(`unknown key "${key}": mqtt has `));
	ok(errorOf(`${key}x`, "1").startsWith("unknown key: mqtt has "));
});

test("settings: an unknown key is repeated only where it looks like one; its value never is", () => {
	for (const key of ["mqtt.x\n", "\x1b[2J", `mqtt.${"x".repeat(60)}`, "mqtt.é", "pass word", "a=b"]) {
		const error = errorOf(key, "Sesame1");
		ok(error.startsWith("unknown key: "), error);
		ok(!error.includes(key) && !error.includes("Sesame1"), error);
	}
});
