import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { findRoot } from "../../sim/root";
import { findMosquitto, subscribe } from "../fakes/mosquitto";
import { EmulatorProcess, FREE_PORTS } from "../fakes/thingspeak-process";

const missing = findMosquitto() ? false : "skipped: mosquitto not installed";
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-thingspeak-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const PASSWORD = "planted-secret-of-a-device";
const CONFIG = {
	devices: ["writer", "reader"].map((name) => ({
		clientId: name,
		userName: name,
		password: PASSWORD,
		channels: [
			{ id: 101, publish: name === "writer" },
			{ id: 102, publish: true, subscribe: false },
		],
	})),
	channels: [{ id: 101, name: "Attic", fields: ["Temperature", "Humidity"], interval: 15 }],
};

async function startProcess(): Promise<EmulatorProcess> {
	const file = join(folder, "thingspeak.json");
	writeFileSync(file, JSON.stringify(CONFIG), { mode: 0o600 });
	const emulator = new EmulatorProcess([...FREE_PORTS, "--config", file]);
	await emulator.says(/see http/);
	return emulator;
}

/** Options of mosquitto's programs for a device on tcp or tls. */
function access(emulator: EmulatorProcess, way: "tcp" | "tls", name: string): string[] {
	const secure = way === "tls" ? ["--cafile", join(findRoot(), "build/certificates/ca.pem")] : [];
	return ["-h", "localhost", "-p", `${emulator.port(way)}`, ...secure, "-i", name, "-u", name, "-P", PASSWORD];
}

function publish(options: readonly string[], topic: string, payload: string): number | null {
	return spawnSync("mosquitto_pub", [...options, "-t", topic, "-m", payload], { stdio: "ignore" }).status;
}

for (const way of ["tcp", "tls"] as const) {
	test(`thingspeak: ${way}: what mosquitto_pub publishes mosquitto_sub sees, as a feed and as fields`, {
		skip: missing,
		timeout: 30_000,
	}, async () => {
		const emulator = await startProcess();
		const topics = ["-t", "channels/101/subscribe", "-t", "channels/101/subscribe/fields/+", "-v"];
		const subscriber = await subscribe([...access(emulator, way, "reader"), ...topics], () =>
			/subscribed reader: channels\/101\/subscribe\/fields\/\+/.test(emulator.stdout),
		);
		const writer = access(emulator, way, "writer");
		assert.equal(publish(writer, "channels/101/publish", "field1=21.5&field2=40&status=all+ok%21"), 0);
		assert.equal(publish(writer, "channels/101/publish/fields/field1", "22"), 0, "too soon, and told to nobody");
		const lines = (await subscriber.close()).sort();
		assert.deepEqual(lines.slice(1), [
			"channels/101/subscribe/fields/field1 21.5",
			"channels/101/subscribe/fields/field2 40",
		]);
		const { created_at, ...feed } = JSON.parse(lines[0].replace("channels/101/subscribe ", ""));
		assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		const none = { latitude: null, longitude: null, elevation: null };
		assert.deepEqual(feed, { channel_id: 101, entry_id: 1, field1: "21.5", field2: "40", ...none, status: "all ok!" });
		const { stdout, stderr } = await emulator.stop();
		assert.match(
			stdout,
			/dropped +channels\/101\/publish\/fields\/field1: too soon by \d+\.\d s: one update every 15 s/,
		);
		assert.equal((stdout + stderr).includes(PASSWORD), false);
	});
}

test("thingspeak: mosquitto's programs are refused as ThingSpeak's page says", {
	skip: missing,
	timeout: 30_000,
}, async () => {
	const emulator = await startProcess();
	const writer = access(emulator, "tcp", "writer");
	const run = (program: string, ...options: string[]) => {
		const { stderr, stdout } = spawnSync(program, [...writer, ...options], { encoding: "utf8", timeout: 5_000 });
		return stderr + stdout;
	};
	const message = ["-t", "channels/101/publish", "-m", "field1=1"];
	assert.match(run("mosquitto_pub", ...message, "-P", "wrong"), /bad user name or password/);
	assert.match(run("mosquitto_pub", ...message, "--will-topic", "a"), /not authorised/);
	assert.match(run("mosquitto_pub", ...message, "-i", "reader"), /not authorised/);
	assert.match(run("mosquitto_pub", ...message, "-V", "mqttv31"), /unacceptable protocol version/);
	assert.match(run("mosquitto_pub", ...message, "-q", "1"), /connection was lost/);
	assert.match(run("mosquitto_sub", "-t", "channels/102/subscribe"), /denied/i);
	const { stdout } = await emulator.stop();
	assert.equal(/ taken /.test(stdout), false);
	assert.equal(stdout.match(/ refused /g)?.length, 5);
});
