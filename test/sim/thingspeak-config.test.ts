import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";
import { DEFAULT_RULES } from "../../sim/thingspeak/config";
import { parseConfig } from "../../sim/thingspeak/config-file";

const DEVICE = { clientId: "a", userName: "b", password: "planted-secret", channels: [{ id: 1 }] };

function error(config: unknown): string {
	const result = parseConfig(typeof config === "string" ? config : JSON.stringify(config));
	return result.ok ? "taken" : result.error;
}

test("thingspeak: a configuration needs devices alone; the rest has the usual values", () => {
	const result = parseConfig(JSON.stringify({ devices: [DEVICE], channels: [{ id: 1, fields: ["T", null, "W"] }] }));
	assert.ok(result.ok);
	const { devices, channels, rules } = result.value;
	assert.deepEqual(devices[0].channels, [{ id: 1, publish: true, subscribe: true }]);
	assert.deepEqual(channels[0].fields, ["T", undefined, "W"]);
	assert.deepEqual([channels[0].name, channels[0].intervalMs], ["Channel 1", 15_000]);
	assert.deepEqual(rules, DEFAULT_RULES);
});

test("thingspeak: a device has ten channels at most", () => {
	const channels = Array.from({ length: 11 }, (_, i) => ({ id: i + 1 }));
	assert.equal(error({ devices: [{ ...DEVICE, channels }] }), "devices[0].channels: 10 at most");
	assert.equal(error({ devices: [{ ...DEVICE, channels: channels.slice(1) }] }), "taken");
	assert.equal(error({ devices: [{ ...DEVICE, channels: "any" }] }), "taken");
});

test("thingspeak: what is wrong with a configuration is told with its place and without its values", () => {
	for (const [config, expected] of [
		['{"password":"planted-secret"', "the file is not JSON"],
		[[], "the file: an object is needed"],
		[{ devices: [] }, "devices: at least one is needed"],
		[{ devices: [DEVICE, DEVICE] }, "devices: two have the same clientId"],
		[{ devices: [{ ...DEVICE, password: "" }] }, "devices[0].password: a text is needed"],
		[{ devices: [{ ...DEVICE, pasword: "x" }] }, "devices[0]: pasword is not known there"],
		[
			{ devices: [{ ...DEVICE, channels: [{ id: 1.5 }] }] },
			"devices[0].channels[0].id: allowed is a whole number from 1 to 9999999999",
		],
		[{ devices: [{ ...DEVICE, channels: [{ id: 1 }, { id: 1 }] }] }, "devices[0].channels: two have the same id"],
		[
			{ devices: [DEVICE], channels: [{ id: 1, interval: -1 }] },
			"channels[0].interval: allowed is a number from 0 to 86400",
		],
		[{ devices: [DEVICE], channels: [{ id: 1, fields: Array(9).fill("x") }] }, "channels[0].fields: 8 at most"],
		[{ devices: [DEVICE], rules: { publish: "refuse" } }, "rules.publish: allowed is drop or close"],
		[{ devices: [DEVICE], rules: { lastEntry: 1 } }, "rules.lastEntry: allowed is true or false"],
	] as const) {
		assert.equal(error(config), expected);
		assert.equal(expected.includes("planted"), false);
	}
});

test("thingspeak: the example of docs/thingspeak.md is taken", () => {
	const text = readFileSync(join(findRoot(), "docs/thingspeak.md"), "utf8");
	const example = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
	assert.equal(error(example), "taken");
});
