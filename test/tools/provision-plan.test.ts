import assert from "node:assert/strict";
import { test } from "node:test";
import { checkHeader, planBoard } from "../../tools/lib/provision/plan";

function plan(common: unknown, row: Readonly<Record<string, string>> = {}) {
	const columns = Object.entries(row).map(([name, cell]) => ({ name, cell }));
	const planned = planBoard(typeof common === "string" ? common : JSON.stringify(common), columns);
	if (!planned.ok) throw new Error(planned.error);
	return { ...planned, settings: JSON.parse(new TextDecoder().decode(planned.bytes)) };
}

test("a row goes over what the boards have in common, key by key, however either spells it", () => {
	const { settings, name, lock } = plan(
		{ device: { name: "all" }, "mqtt.PORT": 1883, mqtt: { userName: "all" } },
		{ "Device.Name": "one", "MQTT.userName": "", "channel.1.id": "42" },
	);
	assert.deepEqual(settings, { "device.name": "one", "mqtt.port": 1883, "mqtt.userName": "all", "channel.1.id": "42" });
	assert.deepEqual([name, lock], ["one", false]);
});

test("a console's password is told, since the board is to be locked then", () => {
	equalSettings({ "console.password": "moor-hen-9" }, true);
	equalSettings({ "device.name": "a" }, false);
});

function equalSettings(common: Readonly<Record<string, string>>, locked: boolean): void {
	const { settings, lock } = plan(common);
	assert.deepEqual([settings, lock], [common, locked]);
}

test("what no board could take is refused here", () => {
	for (const common of [
		"",
		"{",
		"[]",
		"7",
		"null",
		"{}",
		{ "mqtt.userName": null },
		{ mqtt: 7 },
		{ "mqtt.port": "x" },
		{ a: { b: { c: { d: { e: 1 } } } } },
	])
		assert.throws(() => plan(common), /./, JSON.stringify(common));
	const long = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`channel.${i + 1}.status`, "x".repeat(255)]));
	assert.equal(plan(long).ok, true);
	const pad = "x".repeat(16);
	const sensors = Array.from({ length: 390 }, (_, i) => [`sensor.s${String(i).padStart(15, "0")}.model`, pad]);
	assert.throws(() => plan(Object.fromEntries(sensors)), /more than 16384 bytes of settings/);
});

test("columns are keys and port", () => {
	assert.equal(checkHeader(["PORT", "device.name", "net.wifi.1.ssid"]), undefined);
	assert.match(checkHeader(["port", "Port"]) ?? "", /port has two columns/);
	assert.match(checkHeader([""]) ?? "", /column 1/);
});
