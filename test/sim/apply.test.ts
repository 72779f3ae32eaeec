import assert from "node:assert/strict";
import { test } from "node:test";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

/** Hosts of brokers by the address that the modelled network knows them by. */
const BROKERS = { "broker.test": "192.0.2.10", "other.test": "192.0.2.20" } as const;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: settings saved on the console take effect without a restart, and no row is lost`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		let down = true;
		const firmware = await startFirmware({
			engine,
			console: true,
			accept: () => (down ? undefined : broker.accept()),
			resolve: (name) => BROKERS[name as keyof typeof BROKERS],
		});
		broker.watch(firmware.clock);
		await firmware.simulator.advance(10 * 60_000);
		firmware.type("set mqtt.host other.test; set mqtt.keepAlive 60; save\r");
		await firmware.simulator.advance(5_000);
		assert.match(firmware.screen, /saved 2 changes/);
		down = false;
		await firmware.simulator.advance(10 * 60_000);
		const [first] = broker.arrivals;
		assert.equal(first.packet.cmd === "connect" && first.packet.keepalive, 60);
		const hosts = firmware.events().filter(({ event }) => event === "connecting");
		assert.equal(hosts.at(-1)?.host, "other.test");
		const stamps = broker.published.map((text) => text.split("created_at=")[1]);
		assert.ok(stamps.length >= 20, `a row a minute since boot, ${stamps.length} in 20 minutes`);
		assert.deepEqual(stamps, [...stamps].sort());
		assert.equal(new Set(stamps).size, stamps.length);
		const ticks = broker.arrivals.filter(({ packet }) => packet.cmd === "publish").map((arrival) => arrival.ticks);
		const least = Math.min(...ticks.slice(1).map((at, i) => at - ticks[i]));
		assert.ok(least >= 16_000, `${least} ms between two updates (R1)`);
		assert.equal(firmware.names().filter((name) => name === "boot").length, 1);
		assert.deepEqual([firmware.restarts, firmware.crashes], [[], []]);
	});

	test(`${engine}: a session is left with DISCONNECT for new settings, and kept for those that do not matter to it`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, console: true, accept: () => broker.accept() });
		await firmware.simulator.advance(2_000);
		firmware.type("set device.name shed; set console.log debug; save\r");
		await firmware.simulator.advance(10_000);
		assert.equal(broker.connections, 1);
		assert.match(firmware.screen, /sample +air +temperature/, "console.log counts at once");
		firmware.type("set mqtt.keepAlive 60; save\r");
		await firmware.simulator.advance(5_000);
		assert.equal(broker.connections, 2);
		const commands = broker.arrivals.map(({ packet }) => packet.cmd);
		assert.deepEqual(commands.slice(0, 3), ["connect", "disconnect", "connect"]);
	});

	test(`${engine}: log lines for people stand above what is being typed`, { skip }, async () => {
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({ engine, console: true, accept: () => broker.accept() });
		await firmware.simulator.advance(1_000);
		firmware.type("get mqtt.ho");
		await firmware.simulator.advance(20_000);
		const lines = firmware.screen.split("\n");
		assert.match(firmware.screen, /^ +\d+\.\d {2}published {5}channel 42 {2}field1=[\d.]+ {2}field2=/m);
		assert.match(lines.at(-1) ?? "", /> get mqtt\.ho$/);
		for (const line of lines) assert.ok(line.length <= 100, line);
	});
}
