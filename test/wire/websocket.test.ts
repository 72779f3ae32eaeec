import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { serverFrame, type WebSocketScript, type WebSocketSeen, webSocketPeer } from "../fakes/ws-peer";

type Engine = (typeof ENGINES)[number]["engine"];

/** The firmware over ws (or wss) to a scripted server. */
async function start(engine: Engine, script: WebSocketScript = {}, settings: object = {}) {
	const broker = new ScriptedBroker();
	const seen: WebSocketSeen = { requests: [], frames: [] };
	const targets: string[] = [];
	const firmware = await startFirmware({
		engine,
		settings: { "mqtt.transport": "wss", ...settings },
		accept: ({ port, tls }) => {
			targets.push(`${tls ? "tls" : "tcp"} ${port}`);
			return webSocketPeer(broker.accept(), seen, script);
		},
	});
	broker.watch(firmware.clock);
	return { broker, seen, targets, firmware };
}

const PUBLISHED = ["boot", "connecting", "connected", "published", "pingreq", "pingresp"];
const PING = Buffer.from("are you there?");

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a session over wss: one masked frame a packet, a fresh key each, a close frame at the end`, {
		skip,
	}, async () => {
		const { broker, seen, targets, firmware } = await start(engine);
		await firmware.simulator.advance(20_000);
		assert.deepEqual(firmware.names(), PUBLISHED);
		assert.deepEqual(targets, ["tls 443"]);
		assert.match(seen.requests[0], /^GET \/mqtt HTTP\/1\.1\r\nHost: broker\.test\r\n/);
		assert.match(seen.requests[0], /\r\nSec-WebSocket-Protocol: mqtt\r\n/);
		assert.deepEqual(
			seen.frames.map(({ payload }) => payload[0] & 0xf0),
			[0x10, 0x30, 0xc0],
			"CONNECT, PUBLISH, PINGREQ: a frame each",
		);
		await firmware.simulator.stop();
		assert.deepEqual(
			seen.frames.slice(-2).map(({ opcode, payload }) => [opcode, payload.toString("hex")]),
			[
				[2, "e000"],
				[8, "03e8"],
			],
		);
		assert.equal(new Set(seen.frames.map(({ key }) => key)).size, seen.frames.length);
		assert.match(broker.published[0], /^channels\/42\/publish field1=/);
		assert.equal(JSON.stringify(firmware.lines).includes("planted-secret"), false);
	});

	test(`${engine}: the answer and every frame byte by byte, fragmented, with pings between: the same session`, {
		skip,
	}, async () => {
		const pongs: string[] = [];
		const { seen, firmware } = await start(engine, {
			piece: 1,
			onControl: (_link, opcode, payload) => pongs.push(`${opcode} ${Buffer.from(payload)}`),
			wrap: (bytes) =>
				Uint8Array.of(
					...serverFrame(0x02, bytes.subarray(0, 1)),
					...serverFrame(0x89, PING),
					...serverFrame(0x00, bytes.subarray(1, 1)),
					...serverFrame(0x8a, PING),
					...serverFrame(0x80, bytes.subarray(1)),
				),
		});
		await firmware.simulator.advance(20_000);
		assert.deepEqual(firmware.names(), PUBLISHED);
		assert.deepEqual(pongs, [`10 ${PING}`, `10 ${PING}`]);
		assert.equal(seen.requests.length, 1);
	});

	test(`${engine}: path and port as set; ws to a private address in the clear`, { skip }, async () => {
		const { seen, targets, firmware } = await start(
			engine,
			{},
			{ "mqtt.transport": "ws", "mqtt.host": "192.168.1.5", "mqtt.port": 8080, "mqtt.path": "/a/b?c=d" },
		);
		await firmware.simulator.advance(20_000);
		assert.deepEqual([firmware.names(), targets], [PUBLISHED, ["tcp 8080"]]);
		assert.match(seen.requests[0], /^GET \/a\/b\?c=d HTTP\/1\.1\r\nHost: 192\.168\.1\.5:8080\r\n/);
	});

	test(`${engine}: ws to a public host is refused in words, and nothing is opened`, { skip }, async () => {
		const { targets, firmware } = await start(engine, {}, { "mqtt.transport": "ws" });
		await firmware.simulator.advance(60_000);
		assert.deepEqual(targets, []);
		assert.match(JSON.stringify(firmware.events()), /ws to broker\.test would send the password in the clear; use wss/);
	});

	for (const { what, script, reason, detail } of WRONG()) {
		test(`${engine}: ${what}: given up, told in words, tried again`, { skip }, async () => {
			const { broker, firmware } = await start(engine, script);
			await firmware.simulator.advance(15_000);
			const gone = firmware.events().find(({ event }) => event === "disconnected");
			assert.match(String(gone?.reason), reason);
			assert.equal(gone?.detail, detail);
			assert.ok(broker.connections >= 2);
			assert.deepEqual(firmware.crashes, []);
			assert.equal(broker.published.length, 0);
		});
	}

	test(`${engine}: random bytes instead of frames break nothing`, { skip }, async () => {
		let seed = 1;
		const { broker, firmware } = await start(engine, {
			wrap: () => Uint8Array.from({ length: 300 }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff),
		});
		await firmware.simulator.advance(1_800_000);
		assert.ok(broker.connections > 5, `${broker.connections}`);
		assert.deepEqual(firmware.crashes, []);
		assert.equal(firmware.names().includes("error"), false);
	});

	test(`${engine}: auto: tls blocked, wss is taken in the same attempt, and first when the connection is lost`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker({
			onPacket: (link, packet) => {
				if (packet.cmd === "pingreq" && broker.connections === 1) link.end();
				return false;
			},
		});
		const seen: WebSocketSeen = { requests: [], frames: [] };
		const ports: number[] = [];
		const firmware = await startFirmware({
			engine,
			console: true,
			settings: { "mqtt.transport": "auto" },
			accept: ({ port }) => {
				ports.push(port);
				return port === 443 ? webSocketPeer(broker.accept(), seen) : undefined;
			},
		});
		await firmware.simulator.advance(90_000);
		assert.deepEqual(ports, [8883, 443, 443]);
		const events = firmware.events().filter(({ event }) => /connect/.test(event));
		assert.deepEqual(
			events.map(({ event, port }) => (port === undefined ? event : `${event} ${port}`)),
			["connecting 8883", "connecting 443", "connected", "disconnected", "connecting 443", "connected"],
		);
		firmware.type("log off\rset channel.1.interval 61\rsave\r");
		await firmware.simulator.advance(60_000);
		assert.deepEqual(ports.slice(3), [443], "remembered over new settings");
		firmware.type("status\r");
		await firmware.simulator.advance(1_000);
		assert.match(firmware.screen, /broker\.test:443 \(auto\)/);
		firmware.type("test\r");
		await firmware.simulator.advance(180_000);
		assert.match(firmware.screen, /TLS +ok .*on port 443; the WebSocket opens at \/mqtt/);
		assert.match(firmware.screen, /everything works/);
	});

	test(`${engine}: auto: a refused CONNECT is retried on the same way; when neither opens, one back-off a round`, {
		skip,
	}, async () => {
		const refusing = new ScriptedBroker({ returnCode: 5 });
		const ports: number[] = [];
		const settings = { "mqtt.transport": "auto" };
		const accept = ({ port }: { port: number }) => {
			ports.push(port);
			return refusing.accept();
		};
		const firmware = await startFirmware({ engine, settings, accept });
		await firmware.simulator.advance(700_000);
		assert.ok(ports.length >= 2 && ports.every((port) => port === 8883), `${ports}`);
		const tried: number[] = [];
		const away = await startFirmware({
			engine,
			settings,
			accept: ({ port }) => {
				tried.push(port);
				return port === 8883 ? Failure.Unreachable : Failure.TlsExpired;
			},
		});
		await away.simulator.advance(20_000);
		const lost = away.events().filter(({ event }) => event === "disconnected");
		assert.ok(lost.length >= 2 && lost.every(({ reason }) => /expired/.test(String(reason))));
		assert.deepEqual(tried.slice(0, 4), [8883, 443, 8883, 443]);
		assert.ok(Math.abs(tried.length - 2 * lost.length) <= 2);
	});
}

function WRONG(): readonly { what: string; script: WebSocketScript; reason: RegExp; detail?: string }[] {
	return [
		{
			what: "a server that refuses the WebSocket",
			script: { answer: () => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" },
			reason: /mqtt\.path/,
			detail: "HTTP 404",
		},
		{
			what: "a wrong accept key",
			script: { answer: (good) => good.replace(/Accept: ./, "Accept: _") },
			reason: /no WebSocket server/,
		},
		{
			what: "no subprotocol mqtt",
			script: { answer: (good) => good.replace("Sec-WebSocket-Protocol: mqtt\r\n", "") },
			reason: /does not speak MQTT there/,
		},
		{
			what: "an answer without end",
			script: { answer: (good) => good.replace("Server: ", `Server: ${"x".repeat(9_000)}`) },
			reason: /no WebSocket server/,
		},
		{
			what: "a text frame",
			script: { wrap: (bytes) => serverFrame(0x81, bytes) },
			reason: /WebSocket protocol/,
			detail: "WebSocket 1003",
		},
		{
			what: "a masked frame",
			script: { wrap: (bytes) => Uint8Array.of(0x82, 0x80 | bytes.length, 0, 0, 0, 0, ...bytes) },
			reason: /WebSocket protocol/,
			detail: "WebSocket 1002",
		},
		{
			what: "a close frame instead of CONNACK",
			script: { wrap: () => serverFrame(0x88, Uint8Array.of(0x03, 0xf0)) },
			reason: /closed before the broker answered/,
			detail: "WebSocket 1008",
		},
	];
}
