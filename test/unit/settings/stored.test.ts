import { equal, ok, test } from "harness";
import { Settings } from "settings/settings";
import { applyEntries } from "settings/stored";

test("what is stored goes over what the build has, and leaves the rest", () => {
	const settings = new Settings();
	settings.load({ "mqtt.host": "build.test", "mqtt.port": 1_883 });
	const entries = new Map([
		["mqtt.host", "stored.test"],
		["mqtt.allowPlain", "true"],
		["channel.1.interval", "30"],
	]);
	equal(applyEntries(settings, entries), []);
	equal(settings.text("mqtt.host"), "stored.test");
	equal(settings.number("mqtt.port"), 1_883);
	equal(settings.get("mqtt.allowPlain"), true);
	equal(settings.number("channel.1.interval"), 30);
});

test("a stored value that is no longer allowed is told without a secret, and the build's stays", () => {
	const settings = new Settings();
	settings.load({ "mqtt.port": 1_883 });
	const lines = applyEntries(
		settings,
		new Map([
			["mqtt.port", "0"],
			["mqtt.password", `planted-secret${"x".repeat(200)}`],
		]),
	);
	equal(lines.length, 2);
	ok(lines[0].startsWith("stored mqtt.port: "));
	equal(lines.join("").includes("planted"), false);
	equal(settings.number("mqtt.port"), 1_883);
});

test("keys of a newer version are counted, not repeated", () => {
	const settings = new Settings();
	const stored = new Map([
		["future.key", "kept"],
		["mqtt.host", "stored.test"],
	]);
	equal(applyEntries(settings, stored), ["1 stored settings are not known to this version: kept, and not used"]);
	equal(settings.keys(), ["mqtt.host"]);
});
