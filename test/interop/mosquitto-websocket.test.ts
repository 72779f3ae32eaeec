import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { makeChain } from "../../sim/broker/certificates";
import { runCli } from "../fakes/cli";
import { clientCa, makeClient } from "../fakes/client-certificates";
import { ENGINES } from "../fakes/firmware";
import { findMosquitto, freePort, startMosquitto, subscribe } from "../fakes/mosquitto";

const missing = findMosquitto() ? false : "skipped: mosquitto not installed";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-interop-ws-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A mosquitto with a websockets listener, over TLS if wanted, with client certificates of `clients` if given, and a plain one besides, for mosquitto_sub. */
async function webSocketBroker(secure: boolean, clients?: string) {
	const { ca, intermediate, server } = await makeChain();
	const file = (name: string, text: string): string => {
		const path = join(folder, name);
		writeFileSync(path, text, { mode: 0o600 });
		return path;
	};
	const files = [
		`certfile ${file("server.pem", server.certificate + intermediate.certificate)}`,
		`keyfile ${file("server.key", server.privateKey)}`,
	];
	const plain = await freePort();
	const broker = await startMosquitto(folder, (port) => [
		`listener ${port} 127.0.0.1`,
		"protocol websockets",
		...(secure ? files : []),
		...(clients === undefined ? [] : [`cafile ${file("clients.pem", clients)}`, "require_certificate true"]),
		`listener ${plain} 127.0.0.1`,
		"allow_anonymous true",
	]);
	return { ...broker, plain, ca: file("ca.pem", ca.certificate) };
}

for (const { engine, skip } of ENGINES) {
	for (const [transport, certified] of [
		["ws", false],
		["wss", false],
		["wss", true],
	] as const) {
		const how = certified ? `${transport} with a client certificate` : transport;
		test(`${engine}: publishes over ${how} to mosquitto, and mosquitto_sub sees each payload`, {
			skip: missing || skip,
			timeout: 60_000,
		}, async () => {
			const own = certified ? await makeClient("P-256") : undefined;
			const broker = await webSocketBroker(transport === "wss", own ? await clientCa() : undefined);
			const subscriber = await subscribe(["-p", `${broker.plain}`, "-t", "channels/#", "-v"], () =>
				broker.log().includes("Sending SUBACK"),
			);
			const settings = {
				"mqtt.host": "localhost",
				"mqtt.port": `${broker.port}`,
				"mqtt.transport": transport,
				"mqtt.ca": `@${broker.ca}`,
				"mqtt.clientId": "station-1",
				"sensor.air.model": "simulated",
				"sensor.air.interval": "1",
				"channel.1.id": "101",
				"channel.1.interval": "2",
				"channel.1.minInterval": "1",
				"channel.1.field1": "air.temperature",
				"channel.1.status": "x".repeat(250),
			};
			if (own) Object.assign(settings, { "mqtt.certificate": own.certificate, "mqtt.key": own.privateKey });
			const sets = Object.entries(settings).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
			const run = await runCli(["--engine", engine, "--json", "--publishes", "4", "--for", "40", ...sets]);
			const lines = await subscriber.close();
			await broker.close();
			assert.equal(run.code, 0, run.stderr + run.stdout);
			const published = run.events
				.filter(({ event }) => event === "published")
				.map(({ topic, payload }) => `${topic} ${payload}`);
			assert.ok(published.length >= 4);
			assert.deepEqual(lines, published, "each payload, in order, once");
			assert.ok(run.events.some(({ event }) => event === "pingresp"));
			const log = broker.log();
			assert.match(log, /as station-1 \(p2, c1, k240\)/, "clean session 1, keep alive 240");
			assert.match(log, /Received DISCONNECT from station-1/);
			assert.doesNotMatch(log, /protocol error|malformed/i);
		});
	}
}
