import assert from "node:assert/strict";
import { test } from "node:test";
import { TRUE_EPOCH, World } from "../fakes/air";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const MINUTE = 60_000;

async function board(engine: "v8" | "xs", world: World, settings: object = {}) {
	const broker = new ScriptedBroker();
	const { options } = world;
	const firmware = await startFirmware({
		...options,
		engine,
		settings: { ...options.settings, ...settings },
		accept: () => broker.accept(),
	});
	broker.watch(firmware.clock);
	return {
		firmware,
		broker,
		advance: (ms: number) => firmware.simulator.advance(ms),
		of: (...names: string[]) => firmware.events().filter(({ event }) => names.includes(event)),
		/** created_at of what was published, in milliseconds since 1970; NaN where there is none. */
		stamps: () => broker.published.map((text) => Date.parse(decodeURIComponent(text.split("created_at=")[1] ?? ""))),
	};
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: time servers silent for an hour: TLS waits and says so, sampling goes on, rows get their time afterwards`, {
		skip,
	}, async () => {
		const world = new World();
		world.ntp.silent = true;
		const { firmware, broker, advance, of, stamps } = await board(engine, world);
		await advance(60 * MINUTE);
		assert.deepEqual(of("connecting"), []);
		assert.match(String(of("waiting").at(-1)?.reason), /^waiting for the time/);
		assert.equal(of("waiting").length, 2, "once for the network, once for the time");
		assert.ok(of("timeFailed").length > 20 && of("timeFailed").length < 200, `${of("timeFailed").length}`);
		assert.ok(firmware.lines.filter((line) => line.includes('"sample"')).length > 700);
		world.ntp.silent = false;
		await advance(40 * MINUTE);
		const times = stamps();
		assert.ok(times.length >= 95, `${times.length} rows`);
		const first = firmware.clock.ticks - 100 * MINUTE;
		assert.ok(
			Math.abs(times[0] - TRUE_EPOCH - first) < 2 * MINUTE,
			"the first row's time is that of its sample, near boot",
		);
		assert.ok(times.every((time, i) => i === 0 || time > times[i - 1]));
		assert.equal(broker.connections, 1);
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: without TLS nothing waits for the time; rows without it carry none`, { skip }, async () => {
		const world = new World();
		world.ntp.silent = true;
		const { broker, advance } = await board(engine, world, {
			"mqtt.transport": "tcp",
			"mqtt.host": "192.168.1.2",
		});
		await advance(3 * MINUTE);
		assert.equal(broker.connections, 1);
		assert.ok(broker.published.length >= 2 && broker.published.every((text) => !text.includes("created_at")));
	});

	for (const [what, ntp] of [
		["before the build", { offMs: -20 * 365 * 86_400_000 }],
		["of a server that does not know it", { faults: { leap: 3 } }],
		["of stratum 0", { faults: { stratum: 0 } }],
		["that answers another request", { faults: { origin: new Uint8Array(8) } }],
		["that is zero", { faults: { zero: true } }],
	] as const) {
		test(`${engine}: a time ${what} is not taken`, { skip }, async () => {
			const world = new World();
			world.ntp = { ...world.ntp, ...ntp };
			const { firmware, advance, of } = await board(engine, world);
			await advance(20 * MINUTE);
			assert.deepEqual(of("timeSync", "connecting"), []);
			assert.ok(of("timeFailed").length > 0);
			assert.ok(firmware.clock.time < Date.UTC(1971, 0, 1), "the clock was not touched");
		});
	}

	test(`${engine}: a clock that runs ahead is set back within hours, which is logged, and stamps go on rising`, {
		skip,
	}, async () => {
		const world = new World();
		const { firmware, advance, of, stamps } = await board(engine, world, { "sensor.air.interval": 60 });
		await advance(MINUTE);
		assert.equal(Math.abs(firmware.clock.time - world.time) < 1_000, true);
		firmware.clock.setTime(firmware.clock.time + 90_000);
		await advance(6 * 60 * MINUTE);
		assert.ok(Math.abs(firmware.clock.time - world.time) < 1_000);
		assert.ok(of("error").some(({ text }) => /^the clock went back (89|90|91) s/.test(String(text))));
		const times = stamps();
		assert.ok(times.every((time, i) => i === 0 || time > times[i - 1]));
		assert.equal(times.length, 361);
	});

	test(`${engine}: the clock is kept: asked every few hours, not touched while it is right`, { skip }, async () => {
		const world = new World();
		const { advance, of } = await board(engine, world, { "sensor.air.interval": 60 });
		await advance(24 * 60 * MINUTE);
		const synced = of("timeSync");
		assert.ok(synced.length >= 5 && synced.length <= 9, `${synced.length}`);
		assert.deepEqual(
			synced.map(({ clock }) => clock),
			["set", ...synced.slice(1).map(() => "kept")],
		);
	});

	test(`${engine}: a clock that shows a time before the build shows none: TLS waits until it is later`, {
		skip,
	}, async () => {
		const broker = new ScriptedBroker();
		const built = Date.UTC(2026, 5, 1, 0, 10);
		const firmware = await startFirmware({ engine, accept: () => broker.accept(), built });
		await firmware.simulator.advance(9 * MINUTE);
		assert.equal(broker.connections, 0);
		await firmware.simulator.advance(2 * MINUTE);
		assert.equal(broker.connections, 1);
	});
}
