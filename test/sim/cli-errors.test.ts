import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { runCli } from "../fakes/cli";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-cli-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const SECRET = "planted-secret";

function file(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

/** What someone may get wrong, and what the one line must say. */
const WRONG: readonly (readonly [string, readonly string[], RegExp])[] = [
	["an unknown key", ["--set", "mqtt.hots=x"], /mqtt\.hots.*mqtt has host, port/],
	[
		"an unknown group",
		["--set", "nosuch.key=1"],
		/nosuch\.key.*device, net, time, mqtt, channel, journal, subscription, sensor or console/,
	],
	["keep alive 0", ["--set", "mqtt.keepAlive=0"], /mqtt\.keepAlive.*30 to 3000.*0/],
	["a keep alive above the broker's cutoff", ["--set", "mqtt.keepAlive=3600"], /mqtt\.keepAlive.*30 to 3000.*3600/],
	["a bad transport", ["--set", "mqtt.transport=udp"], /mqtt\.transport.*tls or tcp or ws or wss or auto.*udp/],
	["a bad port", ["--set", "mqtt.port=70000"], /mqtt\.port.*1 to 65535.*70000/],
	["a CA that is none", ["--set", "mqtt.ca=hello"], /mqtt\.ca.*PEM/],
	["channel 11", ["--set", "channel.11.id=1"], /channel\.11\.id/],
	["field 9", ["--set", "channel.1.field9=a.b"], /channel\.1\.field9/],
	["an unknown model", ["--set", "sensor.a.model=bme999"], /sensor\.a\.model.*sht3x, .*simulated, host.*bme999/],
	[
		"an address the chip cannot have",
		["--set", "sensor.a.model=sht3x", "--set", "sensor.a.address=0x20"],
		/sensor\.a\.address.*0x44 or 0x45.*0x20/,
	],
	["an unknown sensor", ["--set", "channel.1.field1=air.temperature"], /channel\.1\.field1.*air/],
	[
		"an unknown quantity",
		["--set", "sensor.a.model=simulated", "--set", "channel.1.id=1", "--set", "channel.1.field1=a.pressure"],
		/channel\.1\.field1.*temperature.*pressure/,
	],
	["an interval under the minimum", ["--set", "channel.1.interval=5"], /channel\.1\.interval.*15.*5/],
	[
		"plain tcp to a public host",
		["--set", "mqtt.host=broker.example.com", "--set", "mqtt.transport=tcp"],
		/mqtt\.transport.*mqtt\.allowPlain=true/,
	],
	[
		"a password without a user name",
		["--set", "mqtt.host=localhost", "--set", `mqtt.password=${SECRET}`],
		/mqtt\.password.*mqtt\.userName/,
	],
	["a password too long", ["--set", `mqtt.password=${SECRET.repeat(20)}`], /mqtt\.password.*128 bytes/],
	["a setting without a value", ["--set", SECRET], /--set.*KEY=VALUE/],
	["an unknown option", ["--sett", "x"], /--sett/],
	["an unknown engine", ["--engine", "jsc"], /--engine.*xs or v8/],
	["a bad number", ["--for", "soon"], /--for.*seconds/],
	["a file that is not there", ["--settings", join(folder, "none.json")], /--settings.*none\.json/],
	[
		"a file that is not JSON",
		["--settings", file("bad.json", `{"mqtt": {"password": "${SECRET}"`)],
		/--settings.*not JSON/,
	],
	["a value file that is not there", ["--set", `mqtt.ca=@${join(folder, "none.pem")}`], /mqtt\.ca.*none\.pem/],
	[
		"a nested bad value",
		["--settings", file("nested.json", `{"mqtt": {"keepAlive": "often", "password": "${SECRET}"}}`)],
		/mqtt\.keepAlive.*often/,
	],
];

for (const [what, args, words] of WRONG) {
	test(`npm start: ${what}: one clear line, exit code 2, no stack trace, no secret`, async () => {
		const { code, stdout, stderr } = await runCli(["--for", "2", ...args]);
		assert.equal(code, 2, stderr);
		assert.equal(stdout, "");
		assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
		assert.match(stderr, words);
		assert.equal(stderr.includes(SECRET), false);
		assert.equal(/\bat .*:\d+:\d+/.test(stderr), false);
	});
}

test("npm start: a password that starts with @ and is no file is not repeated, and can be written with two of them", async () => {
	const wrong = await runCli(["--for", "2", "--set", `mqtt.password=@${SECRET}`]);
	assert.equal(wrong.code, 2);
	assert.match(wrong.stderr, /mqtt\.password.*two of them/);
	assert.equal(wrong.stderr.includes(SECRET), false);
	const right = await runCli([
		"--publishes",
		"1",
		"--engine",
		"v8",
		"--set",
		`mqtt.password=${"@".repeat(2)}${SECRET}`,
		"--json",
	]);
	assert.equal(right.code, 0, right.stderr);
	assert.equal(`${right.stdout}${right.stderr}`.includes(SECRET), false);
});

test("npm start: credentials in mqtt.host are not repeated", async () => {
	const { code, stderr } = await runCli(["--set", `mqtt.host=mqtts://user:${SECRET}@broker`]);
	assert.equal(code, 2);
	assert.match(stderr, /mqtt\.host/);
	assert.equal(stderr.includes(SECRET), false);
});

test("npm start: control characters never reach the terminal", async () => {
	for (const args of [["--set", "\u001b[31mfoo=@x"], ["--settings", "/nope\u001b[31m"], ["--\u001b[31mx"]]) {
		const { code, stderr } = await runCli(args);
		assert.equal(code, 2);
		assert.equal(stderr.includes("\u001b"), false, JSON.stringify(stderr));
	}
});

test("npm start: a settings file with a byte order mark is a settings file", async () => {
	const { code, stderr } = await runCli(["--settings", file("bom.json", '\ufeff{"mqtt":{"keepAlive":1}}')]);
	assert.equal(code, 2);
	assert.match(stderr, /mqtt\.keepAlive/);
});

test("npm start: sensors without a channel are nothing to publish", async () => {
	const { code, stderr } = await runCli(["--set", "sensor.host.model=simulated"]);
	assert.equal(code, 2);
	assert.match(stderr, /channel\.1.*nothing to publish/);
});
