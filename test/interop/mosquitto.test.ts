import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { makeChain, makeIdentity } from "../../sim/broker/certificates";
import { runCli } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";
import { findMosquitto, startMosquitto, subscribe } from "../fakes/mosquitto";

const found = findMosquitto();
const missing = found ? false : "skipped: mosquitto not installed";
const USER = "station";
const PASSWORD = "planted-secret-of-mosquitto";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-interop-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A mosquitto with a CA of its own, TLS and a password file. */
async function secureBroker() {
	const { ca, intermediate, server } = await makeChain();
	const file = (name: string, text: string): string => {
		const path = join(folder, name);
		writeFileSync(path, text, { mode: 0o600 });
		return path;
	};
	const passwords = file("passwords", "");
	execFileSync("mosquitto_passwd", ["-b", passwords, USER, PASSWORD], { stdio: "ignore" });
	const broker = await startMosquitto(folder, (port) => [
		`listener ${port} 127.0.0.1`,
		`cafile ${file("ca.pem", ca.certificate)}`,
		`certfile ${file("server.pem", server.certificate + intermediate.certificate)}`,
		`keyfile ${file("server.key", server.privateKey)}`,
		"allow_anonymous false",
		`password_file ${passwords}`,
	]);
	return { ...broker, ca: join(folder, "ca.pem") };
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: publishes over TLS to mosquitto, and mosquitto_sub sees each payload`, {
		skip: missing || skip,
		timeout: 60_000,
	}, async () => {
		const broker = await secureBroker();
		const access = ["-h", "localhost", "-p", `${broker.port}`, "--cafile", broker.ca, "-u", USER, "-P", PASSWORD];
		const subscriber = await subscribe([...access, "-t", "channels/#", "-v"], () =>
			broker.log().includes("Sending SUBACK"),
		);
		const run = await runCli([
			...["--engine", engine, "--json", "--publishes", "4", "--for", "40"],
			...["--set", "mqtt.host=localhost", "--set", `mqtt.port=${broker.port}`, "--set", `mqtt.ca=@${broker.ca}`],
			...["--set", "mqtt.clientId=station-1", "--set", `mqtt.userName=${USER}`, "--set", `mqtt.password=${PASSWORD}`],
			...["--set", "sensor.air.model=simulated", "--set", "sensor.air.interval=1"],
			...["--set", "channel.1.id=101", "--set", "channel.1.interval=2", "--set", "channel.1.minInterval=1"],
			...["--set", "channel.1.field1=air.temperature", "--set", "channel.1.status=über & ok"],
			...["--set", "channel.2.id=102", "--set", "channel.2.feed=fields", "--set", "channel.2.interval=4"],
			...[
				"--set",
				"channel.2.minInterval=1",
				"--set",
				"channel.2.field3=air.humidity",
				"--set",
				"channel.2.field5=air.temperature",
			],
		]);
		const lines = await subscriber.close();
		await broker.close();
		assert.equal(run.code, 0, run.stderr);
		const published = run.events
			.filter(({ event }) => event === "published")
			.map(({ topic, payload }) => `${topic} ${payload}`);
		assert.ok(published.length >= 4);
		assert.deepEqual(lines, published, "each payload, in order, once");
		assert.ok(
			published.some((line) => /^channels\/101\/publish field1=.*&status=%C3%BCber%20%26%20ok&created_at=/.test(line)),
		);
		assert.ok(published.some((line) => /^channels\/102\/publish\/fields\/field3 \d+\.\d+$/.test(line)));
		assert.ok(run.events.some(({ event }) => event === "pingresp"));
		const log = broker.log();
		assert.match(log, /as station-1 \(p2, c1, k240, u'station'\)/, "clean session 1, keep alive 240");
		assert.match(log, /Received DISCONNECT from station-1/);
		assert.equal(`${run.stdout}${run.stderr}`.includes(PASSWORD), false, "no secret in any output (S2)");
	});

	test(`${engine}: mosquitto refuses a wrong password: it is told in words, and the exit code is 1`, {
		skip: missing || skip,
		timeout: 60_000,
	}, async () => {
		const broker = await secureBroker();
		const run = await runCli([
			...["--engine", engine, "--json", "--for", "6"],
			...["--set", "mqtt.host=localhost", "--set", `mqtt.port=${broker.port}`, "--set", `mqtt.ca=@${broker.ca}`],
			...[
				"--set",
				"mqtt.clientId=station-1",
				"--set",
				`mqtt.userName=${USER}`,
				"--set",
				"mqtt.password=wrong-planted-secret",
			],
		]);
		await broker.close();
		assert.equal(run.code, 1);
		const refused = run.events.find(({ event }) => event === "refused");
		assert.equal(refused?.code, 5); // mosquitto answers "not authorised" where another broker says "bad user name or password"
		assert.match(String(refused?.reason), /mqtt\.userName/);
		assert.equal(`${run.stdout}${run.stderr}`.includes("wrong-planted-secret"), false);
	});

	test(`${engine}: with another CA mosquitto sees no CONNECT`, { skip: missing || skip, timeout: 60_000 }, async () => {
		const broker = await secureBroker();
		const other = join(folder, "other.pem");
		writeFileSync(other, (await makeIdentity({ name: "other", authority: true })).certificate);
		const run = await runCli([
			...["--engine", engine, "--json", "--for", "6"],
			...["--set", "mqtt.host=localhost", "--set", `mqtt.port=${broker.port}`, "--set", `mqtt.ca=@${other}`],
			...["--set", "mqtt.clientId=station-1", "--set", `mqtt.userName=${USER}`, "--set", `mqtt.password=${PASSWORD}`],
		]);
		await broker.close();
		assert.equal(run.code, 1);
		assert.match(String(run.events.find(({ event }) => event === "disconnected")?.reason), /trusted root/);
		assert.match(broker.log(), /New connection from/);
		assert.doesNotMatch(broker.log(), /New client connected|CONNECT/);
	});
}
