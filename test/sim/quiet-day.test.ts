import assert from "node:assert/strict";
import { test } from "node:test";
import { FEED_MS } from "health/health";
import { HEALTH_MS } from "net/station-state";
import { World } from "../fakes/air";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const DAY_MS = 86_400_000;
const HOUR_S = 3_600;

/** A sample and a row an hour: all else is what the firmware does for itself. */
const QUIET = { "mqtt.keepAlive": 240, "channel.1.interval": HOUR_S, "sensor.air.interval": HOUR_S };

/** Two wake-ups for a sample, one for a row. */
const WORK = 24 * 3;
/** PINGREQ half a minute before the keep alive ends; some alarms look again behind a PUBLISH. */
const PINGS = DAY_MS / 210_000 + 24;
/** PINGRESPs, and the room that there is again behind each write. */
const ANSWERS = 2 * PINGS;
const FEEDS = DAY_MS / FEED_MS;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a day on which nothing happens wakes the firmware for its watchdog, its keep alive and its samples alone`, {
		skip,
	}, async () => {
		for (const console of [false, true]) {
			const broker = new ScriptedBroker();
			const firmware = await startFirmware({ engine, accept: () => broker.accept(), console, settings: QUIET });
			broker.watch(firmware.clock);
			const { meter } = firmware.simulator;
			const before = meter.deliveries;
			await firmware.simulator.advance(DAY_MS);
			assert.equal(broker.published.length, 24);
			const most = FEEDS + WORK + PINGS + ANSWERS;
			const deliveries = meter.deliveries - before;
			assert.ok(deliveries > FEEDS && deliveries <= most, `${deliveries} events, at most ${most}; console: ${console}`);
		}
	});
}

test("a radio costs a look at its address every half minute, and a time server's answer every few hours", async () => {
	const world = new World();
	const broker = new ScriptedBroker();
	const { options } = world;
	const settings = { ...options.settings, ...QUIET };
	const firmware = await startFirmware({ ...options, engine: "v8", accept: () => broker.accept(), settings });
	broker.watch(firmware.clock);
	const { meter } = firmware.simulator;
	await firmware.simulator.advance(60_000);
	const before = meter.deliveries;
	await firmware.simulator.advance(DAY_MS);
	const most = FEEDS + WORK + PINGS + ANSWERS + DAY_MS / HEALTH_MS + 100;
	const deliveries = meter.deliveries - before;
	assert.ok(deliveries <= most, `${deliveries} events, at most ${most}`);
});
