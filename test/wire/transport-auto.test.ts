import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { type WebSocketSeen, webSocketPeer } from "../fakes/ws-peer";

for (const { engine, skip } of ENGINES) {
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
		assert.match(firmware.screen.replace(/\n +/g, " "), /TLS +ok .*on port 443; the WebSocket opens at \/mqtt/);
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
