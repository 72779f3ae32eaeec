import assert from "node:assert/strict";
import { test } from "node:test";
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
}
