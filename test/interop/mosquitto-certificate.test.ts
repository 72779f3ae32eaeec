import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type KeyKind, makeChain, makeIdentity } from "../../sim/broker/certificates";
import { runCli } from "../fakes/cli";
import { clientCa, makeClient } from "../fakes/client-certificates";
import { ENGINES } from "../fakes/firmware";
import { findMosquitto, startMosquitto, subscribe } from "../fakes/mosquitto";

const missing = findMosquitto() ? false : "skipped: mosquitto not installed";
const folder = mkdtempSync(join(tmpdir(), "fieldfeed-certificate-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function file(text: string): string {
	const path = join(folder, `${++files}.pem`);
	writeFileSync(path, text, { mode: 0o600 });
	return path;
}

/** A mosquitto that knows its clients by their certificates alone, as AWS IoT Core does: the common name is the user name. */
async function strictBroker(version: string) {
	const { ca, intermediate, server } = await makeChain();
	const clients = file(await clientCa());
	const rules = file("pattern write channels/#\nuser watcher\ntopic read #\n");
	const broker = await startMosquitto(folder, (port) => [
		`listener ${port} 127.0.0.1`,
		`cafile ${clients}`,
		`certfile ${file(server.certificate + intermediate.certificate)}`,
		`keyfile ${file(server.privateKey)}`,
		"require_certificate true",
		"use_identity_as_username true",
		`tls_version ${version}`,
		`acl_file ${rules}`,
	]);
	return { ...broker, ca: file(ca.certificate) };
}

const BASE = [
	...["--json", "--set", "mqtt.host=localhost", "--set", "mqtt.clientId=station-7"],
	...["--set", "sensor.air.model=simulated", "--set", "sensor.air.interval=1"],
	...["--set", "channel.1.id=101", "--set", "channel.1.interval=2", "--set", "channel.1.minInterval=1"],
	...["--set", "channel.1.field1=air.temperature"],
];

/** No line of the key is in it. */
function checkSecret(output: string, key: string): void {
	for (const line of key.split("\n").filter((one) => one.length > 20 && !one.startsWith("-----")))
		assert.equal(output.includes(line), false, "a line of the private key (S2)");
	assert.equal(output.includes("PRIVATE KEY"), false);
}

for (const { engine, skip } of ENGINES) {
	for (const [version, kind] of [
		["tlsv1.2", "P-256"],
		["tlsv1.3", "RSA-2048"],
	] as const satisfies readonly (readonly [string, KeyKind])[]) {
		test(`${engine}: mosquitto requires a client certificate (${version}, ${kind}): it is the user name, and each payload arrives`, {
			skip: missing || skip,
			timeout: 60_000,
		}, async () => {
			const broker = await strictBroker(version);
			const own = await makeClient(kind);
			const watcher = await makeClient("P-256", { name: "watcher" });
			const access = ["-h", "localhost", "-p", `${broker.port}`, "--cafile", broker.ca];
			const shown = ["--cert", file(watcher.certificate), "--key", file(watcher.privateKey)];
			const subscriber = await subscribe([...access, ...shown, "-t", "channels/#", "-v"], () =>
				broker.log().includes("Sending SUBACK"),
			);
			const run = await runCli([
				...["--engine", engine, ...BASE, "--publishes", "2", "--for", "30"],
				...["--set", `mqtt.port=${broker.port}`, "--set", `mqtt.ca=@${broker.ca}`],
				...["--set", `mqtt.certificate=@${file(own.certificate)}`, "--set", `mqtt.key=@${file(own.privateKey)}`],
			]);
			const lines = await subscriber.close();
			await broker.close();
			assert.equal(run.code, 0, run.stderr);
			const published = run.events.filter(({ event }) => event === "published");
			assert.ok(published.length >= 2);
			assert.deepEqual(
				lines,
				published.map(({ topic, payload }) => `${topic} ${payload}`),
			);
			assert.match(broker.log(), /as station-7 \(p2, c1, k240, u'station-7'\)/);
			checkSecret(`${run.stdout}${run.stderr}`, own.privateKey);
		});
	}

	test(`${engine}: without, or with another's client certificate mosquitto sees no CONNECT, and it is told`, {
		skip: missing || skip,
		timeout: 60_000,
	}, async () => {
		const broker = await strictBroker("tlsv1.3");
		const other = await makeIdentity({ name: "station-7", purpose: "client" });
		const address = ["--set", `mqtt.port=${broker.port}`, "--set", `mqtt.ca=@${broker.ca}`];
		const shown = [
			...["--set", `mqtt.certificate=@${file(other.certificate)}`],
			...["--set", `mqtt.key=@${file(other.privateKey)}`],
		];
		for (const more of [[], shown]) {
			const run = await runCli(["--engine", engine, ...BASE, "--for", "6", ...address, ...more]);
			assert.equal(run.code, 1);
			// In TLS 1.3 the refusal comes behind the handshake, and the close behind it may overtake the alert: then the words say both.
			const reason = String(run.events.find(({ event }) => event === "disconnected")?.reason);
			assert.match(reason, /client certificate/);
			checkSecret(`${run.stdout}${run.stderr}`, other.privateKey);
		}
		await broker.close();
		assert.match(broker.log(), /New connection from/);
		assert.doesNotMatch(broker.log(), /New client connected|CONNECT/);
	});

	test(`${engine}: a key of another certificate, or one without the other, is told in words without any of it`, {
		skip,
		timeout: 60_000,
	}, async () => {
		const [own, another] = [await makeClient(), await makeClient()];
		const certificate = ["--set", `mqtt.certificate=@${file(own.certificate)}`];
		const key = ["--set", `mqtt.key=@${file(another.privateKey)}`];
		const base = ["--engine", engine, ...BASE, "--for", "4", "--set", "mqtt.port=9"];
		const pair = await runCli([...base, ...certificate, ...key]);
		const reason = String(pair.events.find(({ event }) => event === "disconnected")?.reason);
		assert.match(reason, /another certificate: mqtt\.key and mqtt\.certificate/);
		const half = await runCli([...base, ...key]);
		assert.match(half.stderr, /mqtt\.certificate: not set/);
		checkSecret(`${pair.stdout}${pair.stderr}${half.stdout}${half.stderr}`, another.privateKey);
	});
}
