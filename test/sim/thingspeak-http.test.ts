import assert from "node:assert/strict";
import { once } from "node:events";
import https from "node:https";
import { after, test } from "node:test";
import mqtt from "mqtt-packet";
import { WebSocket } from "ws";
import { MqttStream } from "../fakes/mqtt-stream";
import { startEmulator } from "../fakes/thingspeak";

/** What a WebSocket client gets that asks for `path` with these subprotocols: "open", or the status of the answer. */
async function upgrade(port: number, path: string, subprotocols: string[]): Promise<string> {
	const socket = new WebSocket(`ws://localhost:${port}${path}`, subprotocols);
	after(() => socket.terminate());
	return new Promise((resolve) => {
		socket.once("open", () => resolve(`open ${socket.protocol}`));
		socket.once("error", ({ message }) => resolve(message));
	});
}

test("thingspeak: a WebSocket has the path /mqtt and the subprotocol mqtt", async () => {
	const { emulator } = await startEmulator({}, {}, { ws: 0 });
	const port = emulator.port("ws");
	assert.equal(await upgrade(port, "/mqtt", ["mqtt"]), "open mqtt");
	assert.equal(await upgrade(port, "/mqtt", ["mqttv3.1", "mqtt"]), "open mqtt");
	assert.match(await upgrade(port, "/", ["mqtt"]), /404/);
	assert.match(await upgrade(port, "/mqtt", ["mqttv3.1"]), /400/);
	assert.match(await upgrade(port, "/mqtt", []), /400/);
});

test("thingspeak: a text frame ends a WebSocket connection, and is not read [MQTT-6.0.0-1]", {
	timeout: 10_000,
}, async () => {
	const { emulator } = await startEmulator({}, {}, { ws: 0 });
	const socket = new WebSocket(`ws://localhost:${emulator.port("ws")}/mqtt`, "mqtt");
	await once(socket, "open");
	// All of its bytes are ASCII, so that it is a text in good form.
	socket.send(mqtt.generate({ cmd: "connect", keepalive: 0, clean: true, clientId: "station" }), { binary: false });
	const [code] = await once(socket, "close");
	assert.equal(code, 1_003);
	assert.deepEqual(emulator.log.lines, []);
});

test("thingspeak: packets may be cut anywhere into frames, and several may share one [MQTT-6.0.0-2]", {
	timeout: 10_000,
}, async () => {
	const { emulator } = await startEmulator({}, {}, { ws: 0 });
	const socket = new WebSocket(`ws://localhost:${emulator.port("ws")}/mqtt`, "mqtt");
	await once(socket, "open");
	const who = { clientId: "station", username: "user", password: Buffer.from("planted-secret") };
	const message = { topic: "channels/42/publish", payload: "field1=21.5", qos: 0, retain: false, dup: false } as const;
	const bytes = Buffer.concat([
		mqtt.generate({ cmd: "connect", keepalive: 0, clean: true, ...who }),
		mqtt.generate({ cmd: "publish", ...message }),
		mqtt.generate({ cmd: "pingreq" }),
	]);
	const answered = new Promise<void>((resolve) => {
		let count = 0;
		socket.on("message", (data: Buffer) => {
			count += data.length;
			if (count === 6) resolve(); // CONNACK and PINGRESP
		});
	});
	for (let at = 0; at < bytes.length; at += 7) socket.send(bytes.subarray(at, at + 7));
	await answered;
	assert.equal(emulator.log.count("taken"), 1);
	socket.terminate();
});

test("thingspeak: feeds and the page are read over HTTP and HTTPS; what is not there is 404, and nothing is written", async () => {
	const { emulator } = await startEmulator();
	const client = await MqttStream.connected(emulator);
	client.publish("channels/42/publish", "field1=21.5");
	await client.settle();
	const base = `http://localhost:${emulator.port("ws")}`;
	const get = async (path: string, method = "GET") => {
		const response = await fetch(base + path, { method });
		return { status: response.status, headers: response.headers, body: await response.text() };
	};
	const feeds = await get("/channels/42/feeds.json?results=1");
	assert.equal(JSON.parse(feeds.body).feeds[0].field1, "21.5");
	assert.equal(feeds.headers.get("access-control-allow-origin"), "*");
	assert.match((await get("/channels/42/feeds.csv")).body, /^created_at,entry_id,field1,/);
	assert.match((await get("/")).body, /<svg /);
	assert.deepEqual(
		await Promise.all(["/elsewhere", "/channels/7/feeds.json"].map(async (path) => (await get(path)).status)),
		[404, 404],
	);
	assert.equal((await get("/channels/42/feeds.json", "DELETE")).status, 405);
	const secure = https.get(`https://localhost:${emulator.port("wss")}/channels/42/feeds/last.json`, {
		ca: emulator.ca,
	});
	const [response] = await once(secure, "response");
	assert.equal(response.statusCode, 200);
	response.resume();
});

test("thingspeak: a port that is taken is told with its way, and what was opened before is closed again", async () => {
	const { emulator } = await startEmulator({}, {}, { wss: 0 });
	const taken = emulator.port("wss");
	await assert.rejects(startEmulator({}, {}, { tcp: 0, wss: taken }), { code: "EADDRINUSE", way: "wss", port: taken });
});
