import assert from "node:assert/strict";
import { test } from "node:test";
import { CliProcess, runCli } from "../fakes/cli";
import { MqttStream } from "../fakes/mqtt-stream";

const RUN = ["--engine", "v8", "--json", "--publishes", "1", "--for", "20"];

test("npm start: the embedded broker goes by the credentials that are set", async () => {
	const sets = ["--set", "mqtt.clientId=mine", "--set", "mqtt.userName=me", "--set", "mqtt.password=planted-secret"];
	const { code, stdout, stderr } = await runCli([...RUN, ...sets]);
	assert.equal(code, 0, stderr);
	assert.equal(`${stdout}${stderr}`.includes("planted-secret"), false);
});

test("npm start: the embedded broker speaks TCP when that is set", async () => {
	const { code, stderr } = await runCli([...RUN, "--set", "mqtt.transport=tcp"]);
	assert.equal(code, 0, stderr);
});

test("npm start: a port that cannot be listened on is one clear line", async () => {
	const { code, stdout, stderr } = await runCli([...RUN, "--set", "mqtt.port=1", "--set", "mqtt.transport=tcp"]);
	if (code === 0) return; // whoever may listen on port 1 may have it
	assert.equal(code, 2);
	assert.match(stderr, /mqtt\.port.*1/);
	assert.equal(stdout, "");
});

test("npm start: its channels can be read and looked at while it runs, and the line that starts it says where", async () => {
	const run = new CliProcess(["--engine", "v8", "--json", "--for", "60", "--set", "channel.1.id=1417"]);
	await run.says(/"event":"pingresp"/);
	const page = /see (http:\/\/localhost:\d+\/)/.exec(run.stderr)?.[1];
	assert.ok(page);
	const answer = await fetch(`${page}channels/1417/feeds.json`);
	const { channel, feeds } = (await answer.json()) as { channel: Record<string, unknown>; feeds: unknown[] };
	assert.equal(channel.field2, "host.load");
	assert.ok(feeds.length >= 1);
	assert.match(await (await fetch(page)).text(), /field2 host\.load/);
	await run.stop();
});

test("npm start: what its broker refuses is told on standard error", async () => {
	const run = new CliProcess(["--engine", "v8", "--json", "--for", "60", "--set", "mqtt.transport=tcp"]);
	await run.says(/"event":"connected"/);
	const port = Number(/"port":(\d+)/.exec(run.stdout)?.[1]);
	const stranger = await MqttStream.open({ port: () => port, ca: "" });
	assert.equal(await stranger.connect({ clientId: "stranger" }), 4);
	await run.says(/its own broker: refused stranger: wrong user name or password \(return code 4\)/);
	await run.stop();
});
