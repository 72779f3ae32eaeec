import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_RULES } from "../../sim/thingspeak/config";
import { runCli } from "../fakes/cli";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { channelOptions, DEVICE, onVirtualTime, passRealTime, startEmulator } from "../fakes/thingspeak";

const SENSOR = ["--set", "sensor.air.model=simulated", "--set", "sensor.air.interval=1"];

const DAY_S = 86_400;
/** Seconds between two updates of the channel at place `i`. */
const intervalOf = (i: number): number => 300 + 150 * i;

for (const { engine, skip } of ENGINES) {
	const days = engine === "v8" ? 7 : 1; // the modelled time passes slower on XS
	for (const way of ["tcp", "tls", "ws", "wss"] as const) {
		test(`${engine}: the firmware publishes to the emulator over ${way}, and each payload is an entry`, {
			skip,
			timeout: 60_000,
		}, async () => {
			const channels = [42, 43].map((id) => channelOptions(id, { intervalMs: 1_000 }));
			const { emulator, time, told } = await startEmulator({}, { channels }, { ws: 0, [way]: 0 });
			const stop = passRealTime(time);
			const run = await runCli([
				...["--engine", engine, "--json", "--publishes", "3", "--for", "30", ...SENSOR],
				...[
					"--set",
					"mqtt.host=localhost",
					"--set",
					`mqtt.port=${emulator.port(way)}`,
					"--set",
					`mqtt.transport=${way}`,
				],
				...["--set", `mqtt.ca=${emulator.ca}`, "--set", "mqtt.clientId=station", "--set", "mqtt.userName=user"],
				...["--set", "mqtt.password=planted-secret", "--set", "channel.1.id=42", "--set", "channel.1.interval=2"],
				...["--set", "channel.1.minInterval=1", "--set", "channel.1.field1=air.temperature"],
				...["--set", "channel.1.field2=air.humidity", "--set", "channel.1.status=über & ok"],
				...["--set", "channel.1.latitude=48.1374", "--set", "channel.1.longitude=11.5755"],
				...["--set", "channel.1.elevation=519"],
			]);
			stop();
			assert.equal(run.code, 0, run.stderr);
			assert.deepEqual(told("dropped"), []);
			assert.deepEqual(told("note"), []);
			const published = run.events.filter(({ event }) => event === "published").map(({ payload }) => String(payload));
			const answer = await fetch(
				`http://localhost:${emulator.port("ws")}/channels/42/feeds.json?status=true&location=true`,
			);
			const { feeds } = (await answer.json()) as { feeds: Record<string, string>[] };
			assert.ok(published.length >= 3);
			assert.deepEqual(
				feeds.map(({ field1, field2, status, created_at, latitude, longitude, elevation }) => {
					return { field1, field2, status, created_at, lat: latitude, long: longitude, elevation };
				}),
				published.map((payload) => Object.fromEntries(new URLSearchParams(payload))),
			);
		});
	}

	test(`${engine}: ten channels with mixed feeds for ${days === 1 ? "a virtual day" : "a virtual week"}: nothing comes too soon, nothing is lost`, {
		skip,
		timeout: 120_000,
	}, async () => {
		const ids = Array.from({ length: 10 }, (_, i) => 101 + i);
		const device = { ...DEVICE, channels: ids.map((id) => ({ id, publish: true, subscribe: true })) };
		const channels = ids.map((id) => channelOptions(id));
		let clock: Awaited<ReturnType<typeof startFirmware>>["clock"] | undefined;
		const { broker, service, told, log } = onVirtualTime(
			{ devices: [device], channels, rules: DEFAULT_RULES },
			() => clock,
		);
		const feeds = Object.fromEntries(
			ids.flatMap((id, i) => [
				[`channel.${i + 1}.id`, String(id)],
				[`channel.${i + 1}.interval`, intervalOf(i)],
				[`channel.${i + 1}.field1`, "air.temperature"],
				[`channel.${i + 1}.field2`, "air.humidity"],
				[`channel.${i + 1}.feed`, i % 3 === 2 ? "fields" : "channel"],
			]),
		);
		const settings = { "sensor.air.interval": 300, ...feeds };
		const epoch = Date.parse("2026-06-01T00:00:00Z");
		const firmware = await startFirmware({ engine, accept: () => broker.accept(), settings, epoch });
		clock = firmware.clock;
		await firmware.simulator.advance(days * DAY_S * 1_000);
		assert.deepEqual(told("dropped"), []);
		assert.equal(log.count("dropped"), 0);
		assert.equal(log.count("note"), 0);
		const expected = ids.map((_, i) => Math.floor((days * DAY_S) / intervalOf(i)) * (i % 3 === 2 ? 2 : 1));
		const entries = service.channels.map(({ lastEntryId }) => lastEntryId);
		entries.forEach((count, i) => {
			assert.ok(Math.abs(count - expected[i]) <= 2, `channel ${ids[i]}: ${count} entries, ${expected[i]} due`);
		});
		assert.equal(log.count("taken"), broker.published.length);
	});
}
