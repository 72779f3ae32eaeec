import { equal, ok, test } from "harness";
import { SCHEMA } from "settings/schema";
import { Settings } from "settings/settings";
import { checkValue } from "settings/validate";

test("schema: every fallback is a value that the setting itself would take, unchanged", () => {
	for (const setting of SCHEMA) {
		if (setting.fallback === undefined) continue;
		equal(checkValue(setting, setting.key, setting.fallback), { ok: true, value: setting.fallback }, setting.key);
	}
});

test("schema: every row has help and the version that brought it; no key twice", () => {
	for (const { key, help, since } of SCHEMA) ok(help.length > 3 && since.split(".").length === 3, key);
	equal(new Set(SCHEMA.map(({ key }) => key.toLowerCase())).size, SCHEMA.length);
});

test("settings: what is not set is its fallback, or nothing", () => {
	const settings = new Settings();
	equal(settings.get("mqtt.keepAlive"), 240);
	equal(settings.get("mqtt.allowPlain"), false);
	equal(settings.get("mqtt.port"), undefined);
	equal(settings.get("channel.7.interval"), 60);
	equal(settings.get("no.such"), undefined);
	equal(
		[settings.text("mqtt.host"), settings.text("mqtt.ca"), settings.text("mqtt.port")],
		["mqtt3.thingspeak.com", "", ""],
	);
	equal([settings.number("mqtt.keepAlive"), settings.number("mqtt.port"), settings.number("mqtt.host")], [240, 0, 0]);
	equal([settings.has("mqtt.keepAlive"), settings.keys()], [false, []]);
});

test("settings: what is set is what get gives, also false and an empty text; the last one counts", () => {
	const settings = new Settings();
	equal(settings.set("mqtt.allowPlain", "true"), undefined);
	equal(settings.set("MQTT.AllowPlain", "false"), undefined);
	equal(settings.set("mqtt.clientId", ""), undefined);
	equal([settings.get("mqtt.allowPlain"), settings.get("mqtt.clientId")], [false, ""]);
	equal(settings.keys(), ["mqtt.allowPlain", "mqtt.clientId"]);
	equal(settings.has("mqtt.allowPlain"), true);
});

test("settings: a value that is refused leaves the one before in force", () => {
	const settings = new Settings();
	settings.set("mqtt.port", 1_884);
	ok(settings.set("mqtt.port", 0) !== undefined);
	equal(settings.get("mqtt.port"), 1_884);
});
