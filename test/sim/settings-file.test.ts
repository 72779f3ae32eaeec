import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { makeIdentity } from "../../sim/broker/certificates";
import { settingsForBuild } from "../../sim/settings-file";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-settings-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const STATION = { "sensor.air.model": "sht3x", "channel.1.id": "7", "channel.1.field1": "air.temperature" };

function check(text: string) {
	const file = join(folder, "station.json");
	writeFileSync(file, text);
	return settingsForBuild(file);
}

test("settings for a build are checked as a whole before anything is built", () => {
	assert.deepEqual(check(JSON.stringify(STATION)), { ok: true, value: STATION });
	for (const [change, words] of [
		[{ "mqtt.hots": "x" }, /mqtt\.hots/],
		[{ "mqtt.keepAlive": 0 }, /mqtt\.keepAlive.*30 to 3000/],
		[{ "channel.1.field2": "air.pressure" }, /channel\.1\.field2.*pressure/],
		[{ "mqtt.password": 12345 }, /mqtt\.password.*double quotes/],
	] as const) {
		const result = check(JSON.stringify({ ...STATION, ...change }));
		assert.ok(!result.ok && words.test(result.error), JSON.stringify(result));
	}
});

test("a certificate may be named as a file, seen from the settings file", async () => {
	const { certificate } = await makeIdentity({ name: "root", authority: true });
	writeFileSync(join(folder, "ca.pem"), certificate);
	const result = check(JSON.stringify({ ...STATION, mqtt: { ca: "@ca.pem" } }));
	assert.ok(result.ok, JSON.stringify(result));
	assert.equal(`${result.value["mqtt.ca"]}\n`, certificate);
	const missing = check(JSON.stringify({ ...STATION, "mqtt.ca": "@none.pem" }));
	assert.ok(!missing.ok && /mqtt\.ca.*none\.pem/.test(missing.error));
});

test("what is no JSON is told with its place, and without its content", () => {
	const secret = "planted-secret";
	for (const text of [`{\n  "mqtt": { "password": "${secret}",, } }`, `{"mqtt.password": ${secret}}`, "", "{"]) {
		const result = check(text);
		assert.ok(!result.ok && /not JSON/.test(result.error) && !result.error.includes(secret), JSON.stringify(result));
	}
	const placed = check(`{\n  "mqtt": {,} }`);
	assert.ok(!placed.ok && /line 2, column 12/.test(placed.error), JSON.stringify(placed));
});
