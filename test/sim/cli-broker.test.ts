import assert from "node:assert/strict";
import { test } from "node:test";
import { runCli } from "../fakes/cli";

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
