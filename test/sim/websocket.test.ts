import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { makeChain } from "../../sim/broker/certificates";
import { runCli } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";
import { startWebSocketServer } from "../fakes/ws-server";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-websocket-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The firmware on the PC's own network, against a broker at `port`, until `publishes` messages are proved. */
function run(engine: string, port: number, settings: Readonly<Record<string, string>>, seconds = 40) {
	const all = {
		"mqtt.host": "localhost",
		"mqtt.port": `${port}`,
		"mqtt.clientId": "station-1",
		"sensor.air.model": "simulated",
		"sensor.air.interval": "1",
		"channel.1.id": "101",
		"channel.1.interval": "2",
		"channel.1.minInterval": "1",
		"channel.1.field1": "air.temperature",
		"channel.1.status": "x".repeat(200),
		...settings,
	};
	const sets = Object.entries(all).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
	return runCli(["--engine", engine, "--json", "--publishes", "3", "--for", `${seconds}`, ...sets]);
}

/** A server over TLS, and the file of its root. */
async function secure() {
	const { ca, intermediate, server } = await makeChain();
	const file = join(folder, `ca-${Math.random()}.pem`);
	writeFileSync(file, ca.certificate);
	const { privateKey } = server;
	const certificate = server.certificate + intermediate.certificate;
	return { ...(await startWebSocketServer({ certificate, privateKey })), ca: `@${file}` };
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: publishes over ws to aedes behind ws; a ping is answered`, {
		skip,
		timeout: 60_000,
	}, async () => {
		const { port, seen } = await startWebSocketServer();
		const { code, events, stderr } = await run(engine, port, { "mqtt.transport": "ws" });
		assert.equal(code, 0, stderr);
		const published = events.filter(({ event }) => event === "published");
		assert.deepEqual(
			seen.published,
			published.map(({ topic, payload }) => `${topic} ${payload}`),
		);
		assert.ok(published.length >= 3);
		assert.deepEqual([seen.connects, seen.disconnects, seen.pongs], [1, 1, 1]);
	});

	test(`${engine}: publishes over wss; with another root it says so, and the broker sees nothing`, {
		skip,
		timeout: 60_000,
	}, async () => {
		const { port, seen, ca } = await secure();
		const good = await run(engine, port, { "mqtt.transport": "wss", "mqtt.ca": ca });
		assert.equal(good.code, 0, good.stderr);
		assert.deepEqual([seen.connects, seen.disconnects], [1, 1]);
		assert.ok(seen.published.length >= 3);
		const other = await run(engine, port, { "mqtt.transport": "wss", "mqtt.ca": (await secure()).ca }, 4);
		assert.equal(other.code, 1);
		assert.match(String(other.events.find(({ event }) => event === "disconnected")?.reason), /trusted root/);
		assert.equal(seen.connects, 1);
	});

	test(`${engine}: at another path the server's refusal is told in words`, { skip, timeout: 60_000 }, async () => {
		const { port } = await startWebSocketServer({ path: "/elsewhere" });
		const { code, events } = await run(engine, port, { "mqtt.transport": "ws" }, 3);
		assert.equal(code, 1);
		const gone = events.find(({ event }) => event === "disconnected");
		assert.match(`${gone?.reason} ${gone?.detail}`, /mqtt\.path.* HTTP 40[04]/);
	});

	test(`${engine}: auto at a port that is set: TLS opens there but is no MQTT, so wss is taken next`, {
		skip,
		timeout: 60_000,
	}, async () => {
		const { port, seen, ca } = await secure();
		const { code, events, stderr } = await run(engine, port, { "mqtt.transport": "auto", "mqtt.ca": ca });
		assert.equal(code, 0, stderr);
		assert.equal(seen.connects, 1);
		const names = events.map(({ event }) => event).filter((event) => /connect/.test(event));
		assert.deepEqual(names.slice(0, 4), ["connecting", "disconnected", "connecting", "connected"]);
	});
}
