import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { serverFrame, type WebSocketScript, webSocketPeer } from "../fakes/ws-peer";

/** What a server does wrong, and what the firmware says of it. */
const WRONG: readonly { what: string; script: WebSocketScript; reason: RegExp; detail?: string }[] = [
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

/** No wait of the back-off is longer. */
const SLOWEST_MS = 300_000;

for (const { engine, skip } of ENGINES) {
	for (const { what, script, reason, detail } of WRONG) {
		test(`${engine}: ${what}: given up, told in words, tried again`, { skip }, async () => {
			const broker = new ScriptedBroker();
			const firmware = await startFirmware({
				engine,
				settings: { "mqtt.transport": "wss" },
				accept: () => webSocketPeer(broker.accept(), { requests: [], frames: [] }, script),
			});
			await firmware.simulator.advance(15_000);
			const gone = firmware.events().find(({ event }) => event === "disconnected");
			assert.match(String(gone?.reason), reason);
			assert.equal(gone?.detail, detail);
			await firmware.simulator.advance(SLOWEST_MS); // what only a person can mend is tried slowly
			assert.ok(broker.connections >= 2);
			assert.deepEqual(firmware.crashes, []);
			assert.equal(broker.published.length, 0);
		});
	}

	for (const [transport, port, step] of [
		["ws", 80, "TCP"],
		["wss", 443, "TLS"],
	] as const) {
		test(`${engine}: the self-test over ${transport} says in its step ${step} what is wrong with the WebSocket, and what is right`, {
			skip,
		}, async () => {
			let there = false;
			const broker = new ScriptedBroker();
			const script: WebSocketScript = { answer: (good) => (there ? good : "HTTP/1.1 404 Not Found\r\n\r\n") };
			const firmware = await startFirmware({
				engine,
				console: true,
				settings: { "mqtt.transport": transport, "mqtt.host": "192.168.1.5" },
				accept: () => webSocketPeer(broker.accept(), { requests: [], frames: [] }, script),
			});
			firmware.type("log off\rtest\r");
			await firmware.simulator.advance(60_000);
			const screen = (): string => firmware.screen.replace(/\n +/g, " ");
			assert.match(screen(), new RegExp(`${step} +FAILED .*mqtt\\.path`));
			assert.match(screen(), /HTTP 404/);
			there = true;
			firmware.type("test\r");
			await firmware.simulator.advance(180_000);
			assert.match(screen(), new RegExp(`${step} +ok .*the WebSocket opens at /mqtt`));
			assert.match(screen(), new RegExp(`port ${port}`));
			assert.match(screen(), /everything works/);
		});
	}
}
