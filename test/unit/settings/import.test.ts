import { FakeKeyValue } from "fakes/key-value";
import { base64, sequence } from "fakes/pem";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { Draft } from "settings/draft";
import { Ending, IMPORT_MAX, importEnds, importInto, readImport } from "settings/import";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

const ONE = `-----BEGIN CERTIFICATE-----\n${base64(sequence(300)).replace(/(.{64})/g, "$1\n")}\n-----END CERTIFICATE-----\n`;

function draft(): Draft {
	return new Draft({ build: new Settings(), store: new SettingsStore({ io: new FakeKeyValue() }) });
}

/** What `text` is, and what it sets; or the error. */
function read(text: string): unknown {
	const result = readImport(text);
	return result.ok ? [result.value.format, Object.fromEntries(result.value.pairs)] : result.error;
}

test("import: JSON, nested or dotted, with a byte order mark and CRLF", () => {
	const wanted = ["settings", { "mqtt.host": "a.test", "channel.1.id": "7", "mqtt.port": 1_883 }];
	equal(read('{"mqtt":{"host":"a.test"},"channel":{"1":{"id":"7"}},"mqtt.port":1883}'), wanted);
	equal(read('\ufeff{\r\n"mqtt.host": "a.test",\r\n"channel.1.id":"7",\r\n"mqtt":{"port":1883}}\r\n'), wanted);
});

test("import: certificates in PEM, without the text around them", () => {
	equal(read(ONE), ["certificates", { "mqtt.ca": ONE }]);
	equal(read(`subject=CN = root\r\n${(ONE + ONE).split("\n").join("\r\n")}# the end`), [
		"certificates",
		{ "mqtt.ca": ONE + ONE },
	]);
	equal(read(ONE.split("\n").join("\n\t  ")), ["certificates", { "mqtt.ca": ONE }]);
	equal(read(ONE.split("\n").join("\r")), ["certificates", { "mqtt.ca": ONE }]);
});

test("import: what is none of its forms is told", () => {
	for (const text of [
		"",
		"planted-secret",
		"[1]",
		"user planted",
		"-----BEGIN PUBLIC KEY-----\nplanted\n-----END PUBLIC KEY-----",
	]) {
		const error = String(read(text));
		ok(error.startsWith("import: ") && !error.includes("planted"), error);
	}
	ok(String(read("x".repeat(IMPORT_MAX + 1))).includes(`${IMPORT_MAX} characters`));
	ok(String(read(ONE.slice(0, -9))).includes("has no end"));
});

test("import: all of it is staged, and the answer has the keys alone", () => {
	const target = draft();
	const text = '{"MQTT":{"HOST":"a.test","password":"planted"},"channel.1.id":7,"mqtt.host":"b.test"}';
	equal(importInto(target, text), { ok: true, value: ["mqtt.host", "mqtt.password", "channel.1.id"] });
	equal([target.staged.get("mqtt.host"), target.staged.get("channel.1.id")], ["b.test", "7"]);
	equal(target.active.has("mqtt.host"), false);
	equal(importInto(target, ONE), { ok: true, value: ["mqtt.ca"] });
	equal(target.staged.get("mqtt.ca"), ONE);
});

test("import: when one value is refused nothing is staged, and the error holds no value and no unknown key", () => {
	for (const [text, why] of [
		['{"mqtt.host":"a.test","mqtt.port":"planted"}', "mqtt.port: allowed is a whole number"],
		['{"mqtt.host":"a.test","mqtt.planted":1}', "an unknown key, behind mqtt.host: mqtt has host"],
		['{"planted":1}', "an unknown key, at its start: keys start with device"],
		['{"mqtt.host":"a.test","mqtt.password":null}', "mqtt.password: allowed is text"],
		['{"mqtt.host":"a.test","console.password":"planted-secret"}', "set it there"],
		['{"mqtt.host":{"planted":1}}', "an unknown key, at its start"],
		['{"mqtt.host":["planted","b"]}', "mqtt.host: allowed is a host name"],
		[`Client ID: a\nUsername: b\nPassword: planted${"x".repeat(200)}`, "mqtt.password: allowed is text of 0 to 128"],
		[ONE.replace("+", ""), "mqtt.ca: allowed is one or more PEM"],
		["-----BEGIN PRIVATE KEY-----\nplanted", "mqtt.key: allowed is one private key"],
		[`${ONE}-----BEGIN RSA PRIVATE KEY-----\nplanted`, "mqtt.key: allowed is one private key"],
		["{}", "no setting in it"],
	] as const) {
		const target = draft();
		target.set("device.name", "kept");
		const result = importInto(target, text);
		ok(!result.ok && result.error.includes(why), result.ok ? text : result.error);
		equal(!result.ok && result.error.includes("planted"), false);
		equal(target.staged.keys(), ["device.name"]);
	}
});

/** The text after which line it is first complete; 0 for never. */
function endsAt(text: string): number {
	const lines = text.split("\n");
	let sofar = "";
	for (let i = 0; i < lines.length; i++) {
		sofar += `${lines[i]}\n`;
		if (importEnds(sofar)) return i + 1;
	}
	return 0;
}

test("import: JSON ends where its braces are balanced, those in texts aside", () => {
	equal(endsAt('{"a":1}'), 1);
	equal(endsAt('\ufeff {\n"a": {\n"b": "}}{\\"}",\n"c": 1 }\n,"d": "}"\n}\nmore'), 6);
	equal(endsAt('{\n"a": "}'), 0);
	equal(
		[importEnds("{}  \r\n"), importEnds("{} x"), importEnds("{}}"), importEnds("{} {}")],
		[Ending.Yes, Ending.No, Ending.No, Ending.No],
	);
});

test("import: PEM ends with a whole certificate unless another follows; a torn one does not end by itself", () => {
	const lines = ONE.trim().split("\n").length;
	equal(endsAt(ONE), lines);
	equal(endsAt(`subject=CN = root\n${ONE}`), lines + 1);
	equal(endsAt(ONE.replace("+", "")), 0);
	equal(importEnds((ONE + ONE).split("\n").join("\r\n")), Ending.Pause);
	equal(importEnds(`${ONE}-----BEGIN CERTIFICATE-----\n`), Ending.No);
});

test("import: credentials end when all three are there, unless more follows", () => {
	equal(endsAt("Client ID: a\nUsername: b\n"), 0);
	equal(endsAt("Client ID: a\nUsername: b\nPassword: c}\n"), 3);
	equal(importEnds("Client ID: a\nUsername: b\nPassword: c}\n"), Ending.Pause);
});

test("import: what is neither has no end of its own", () => {
	for (const text of ["", "\n", "-----END CERTIFICATE-----", "}", "-"]) equal(importEnds(text), Ending.No, text);
	equal(importEnds(`{${" ".repeat(IMPORT_MAX)}}`), Ending.No);
});

test("import: 3,000 random texts never make it throw; each error is one line without what was planted", () => {
	const random = seeded(77);
	const pieces = [
		"planted",
		"{",
		"}",
		'"',
		":",
		",",
		"\n",
		"\r",
		"\\",
		"=",
		"mqtt.host",
		"Password",
		"Username",
		"client id",
		"\0",
		"\x1b[2J",
		"\ud800",
		"\ufeff",
		"#define ",
		"-----BEGIN CERTIFICATE-----",
		"-----END CERTIFICATE-----",
		"[",
		"]",
		"1",
		" ",
		"/*",
		"*/",
		"mqtt",
	];
	let errors = 0;
	for (let round = 0; round < 3_000; round++) {
		let text = random() < 0.4 ? "{" : "";
		for (let left = Math.floor(random() * 14); left > 0; left--) text += pieces[Math.floor(random() * pieces.length)];
		importEnds(text);
		const result = importInto(draft(), text);
		if (result.ok) continue;
		errors++;
		ok(!result.error.includes("planted") && !result.error.includes("\n") && result.error.length < 320, result.error);
	}
	ok(errors > 2_000, `${errors}`);
});
