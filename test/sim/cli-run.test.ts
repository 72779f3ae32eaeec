import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { runCli } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-run-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const EVENTS = /^(boot|sample|connecting|connected|published|pingreq|pingresp|disconnected|refused|error)$/;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: npm start --json: one JSON object a line, the PC's readings, a DISCONNECT, exit code 0`, {
		skip,
	}, async () => {
		const { code, stdout, stderr, events } = await runCli(["--engine", engine, "--json", "--publishes", "1"]);
		assert.equal(code, 0, stderr);
		const lines = stdout.trimEnd().split("\n");
		assert.equal(events.length, lines.length, "nothing else on standard output");
		for (const event of events) assert.match(event.event, EVENTS);
		const published = events.filter(({ event }) => event === "published");
		assert.equal(published.length, 1);
		assert.equal(published[0].topic, "channels/1/publish");
		assert.match(String(published[0].payload), /field3=\d+\.\d.*field5=\d+.*created_at=20\d\d-/);
		const names = events.map(({ event }) => event);
		assert.ok(names.indexOf("pingresp") > names.indexOf("published"));
		assert.equal(names.at(-1), "disconnected");
	});

	test(`${engine}: npm start: the SHT3x on the simulated bus is read through its driver`, { skip }, async () => {
		const settings = join(folder, `${engine}.json`);
		const sensor = {
			air: { model: "sht3x", address: "0x44", interval: 1 },
			gone: { model: "sht3x", address: 69, interval: 1 },
		};
		const channel = {
			1: { id: "7", interval: 2, minInterval: 1, field1: "air.temperature:mean", field2: "gone.humidity" },
		};
		writeFileSync(settings, JSON.stringify({ sensor, channel, "mqtt.keepAlive": 60 }));
		const run = await runCli([
			"--engine",
			engine,
			"--json",
			"--publishes",
			"2",
			"--settings",
			settings,
			"--set",
			"channel.1.status=ok",
		]);
		assert.equal(run.code, 0, run.stderr);
		const published = run.events.filter(({ event }) => event === "published");
		for (const { payload } of published)
			assert.match(String(payload), /^field1=2\d\.\d\d&status=ok&created_at=/, "field2 is left out");
		const absent = run.events.find(({ event, sensor: name }) => event === "sample" && name === "gone");
		assert.match(String(absent?.fault), /absent/);
	});
}

test("npm start: without a publish that was proved the exit code is 1", async () => {
	const { code } = await runCli(["--engine", "v8", "--for", "1", "--set", "channel.1.interval=60"]);
	assert.equal(code, 1);
});

test("npm start: a broker that is not there is told in words, and the exit code is 1", async () => {
	const { code, events } = await runCli([
		"--engine",
		"v8",
		"--json",
		"--for",
		"2",
		"--set",
		"mqtt.host=127.0.0.1",
		"--set",
		"mqtt.port=9",
	]);
	assert.equal(code, 1);
	assert.match(String(events.find(({ event }) => event === "disconnected")?.reason), /nobody answers/);
});

test("npm start: for people each event is one readable line", async () => {
	const { code, stdout } = await runCli(["--engine", "v8", "--publishes", "1"]);
	assert.equal(code, 0);
	assert.match(stdout, /connected/);
	assert.match(stdout, /published.*channel 1 .*field/);
	assert.equal(stdout.includes("{"), false);
	assert.equal(stdout.includes("\u001b"), false, "no colour codes where there is no terminal");
});

test("npm start --help lists every option", async () => {
	const { code, stdout } = await runCli(["--help"]);
	assert.equal(code, 0);
	for (const option of [
		"--engine",
		"--settings",
		"--set",
		"--for",
		"--publishes",
		"--json",
		"--seed",
		"--speed",
		"--console",
		"--storage",
		"--bare",
		"--chip",
		"--fault",
	]) {
		assert.ok(stdout.includes(option), option);
	}
});
