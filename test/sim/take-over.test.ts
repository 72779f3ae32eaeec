import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKOFF_MIN_MS } from "core/backoff";
import { TAKE_OVER_MAX_MS, TAKE_OVER_MIN_MS } from "mqtt/retry";
import type { Link } from "../../sim/network/model";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const MINUTE = 60_000;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: another device with the same client identifier: told with what to do, left alone for minutes, nothing lost (C1, B1)`, {
		skip,
	}, async () => {
		let other = true;
		const links: Link[] = [];
		const broker = new ScriptedBroker();
		const firmware = await startFirmware({
			engine,
			console: true,
			accept: () => ({ ...broker.accept(), onOpen: (link) => links.push(link) }),
			settings: { "channel.1.interval": 60 },
		});
		broker.watch(firmware.clock);
		// The other one comes back three seconds behind us, each time.
		const attempts: number[] = [];
		const live = async (ms: number): Promise<void> => {
			for (const end = firmware.clock.ticks + ms; firmware.clock.ticks < end; ) {
				await firmware.simulator.advance(1_000);
				if (links.length > attempts.length) attempts.push(firmware.clock.ticks);
				if (other && firmware.clock.ticks - (attempts.at(-1) ?? 0) === 3_000) links.at(-1)?.end();
			}
		};
		await live(30 * MINUTE);
		const waits = attempts.slice(1).map((ticks, i) => ticks - attempts[i] - 3_000);
		assert.ok(
			waits.every((wait, i) => (i < 2 ? wait >= BACKOFF_MIN_MS - 1_000 : wait >= TAKE_OVER_MIN_MS - 1_000)),
			`${waits}`,
		);
		assert.ok(waits.every((wait) => wait <= TAKE_OVER_MAX_MS + 1_000) && attempts.length >= 4, `${waits}`);
		const told = firmware.events().filter(({ event }) => event === "disconnected");
		assert.match(String(told.at(-1)?.reason), /another device probably uses the same client identifier/);
		firmware.type("status\r");
		await live(1_000);
		assert.match(firmware.screen.replace(/\s+/g, " "), /last ended: .*give each its own mqtt.clientId/);
		other = false;
		await live(90 * MINUTE);
		const minutes = Math.floor(firmware.clock.ticks / MINUTE);
		assert.ok(new Set(broker.published).size >= minutes - 2, `${broker.published.length} of ${minutes} rows`);
		assert.deepEqual(firmware.crashes, []);
	});
}
