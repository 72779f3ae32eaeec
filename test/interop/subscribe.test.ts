import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { runCli } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";
import { findMosquitto, startMosquitto } from "../fakes/mosquitto";

const missing = findMosquitto() ? false : "skipped: mosquitto not installed";
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-subscribe-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function set(settings: Readonly<Record<string, string>>): string[] {
	return Object.entries(settings).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: mosquitto_pub to a field feed sets channel.1.interval; a retained message, wildcards and the new session work as well`, {
		skip: missing || skip,
		timeout: 60_000,
	}, async () => {
		const broker = await startMosquitto(folder, (port) => [`listener ${port} 127.0.0.1`, "allow_anonymous true"]);
		const publish = (topic: string, payload: string, ...more: string[]) =>
			execFileSync("mosquitto_pub", ["-h", "127.0.0.1", "-p", `${broker.port}`, "-t", topic, "-m", payload, ...more]);
		publish("shed/log", "21.5", "-r");
		const running = runCli([
			...["--engine", engine, "--json", "--for", "12"],
			...set({
				"mqtt.host": "127.0.0.1",
				"mqtt.port": `${broker.port}`,
				"mqtt.transport": "tcp",
				"mqtt.clientId": "station-1",
				"sensor.air.model": "simulated",
				"sensor.air.interval": "1",
				"channel.1.id": "101",
				"channel.1.interval": "60",
				"channel.1.minInterval": "1",
				"channel.1.field1": "air.temperature",
				"subscription.1.channel": "9",
				"subscription.1.feed": "fields",
				"subscription.1.field": "3",
				"subscription.1.do": "set channel.1.interval",
				"subscription.2.topic": "shed/#",
			}),
		]);
		const log = (): number => broker.log().split("Sending SUBACK to station-1").length - 1;
		for (let i = 0; log() < 2 && i < 400; i++) await new Promise((resolve) => setTimeout(resolve, 20));
		publish("channels/9/subscribe/fields/field3", "2", "-q", "1");
		const run = await running;
		await broker.close();
		const acted = run.events.flatMap(({ event, text }) => (event === "acted" ? [String(text)] : []));
		assert.deepEqual(
			acted.filter((text) => text.startsWith("channel.1")),
			["channel.1.interval = 2"],
		);
		assert.ok(acted.filter((text) => text === "shed/log = 21.5").length >= 2, "on each connection");
		const published = run.events.filter(({ event }) => event === "published").length;
		assert.ok(published >= 3, `${published} messages: one every two seconds`);
		assert.equal(log(), 4, "two filters on two connections");
		assert.equal(run.events.filter(({ event }) => event === "subscribed").length, 4);
	});
}
