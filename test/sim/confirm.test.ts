import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineName } from "../../sim/engine/engine";
import { type Config, DEFAULT_RULES, type Rules } from "../../sim/thingspeak/config";
import { runCli } from "../fakes/cli";
import { ENGINES, startFirmware } from "../fakes/firmware";
import { channelOptions, DEVICE, onVirtualTime, passRealTime, type Silence, startEmulator } from "../fakes/thingspeak";

const EPOCH = Date.parse("2026-06-01T00:00:00Z");
const HOUR_MS = 3_600_000;
const INTERVAL_S = 60;

interface Wanted {
	readonly engine: EngineName;
	readonly settings?: object;
	readonly silence?: Silence;
	readonly rules?: Partial<Rules>;
	/** The device may subscribe to its channel. */
	readonly subscribe?: boolean;
}

/** A board with channel 42 at one row a minute, at ThingSpeak, in some of its moods. */
async function startStation({ engine, settings = {}, silence = {}, rules = {}, subscribe = true }: Wanted) {
	const device = { ...DEVICE, channels: [{ id: 42, publish: true, subscribe }] };
	const config: Config = { devices: [device], channels: [channelOptions(42)], rules: { ...DEFAULT_RULES, ...rules } };
	let clock: Awaited<ReturnType<typeof startFirmware>>["clock"] | undefined;
	const thingSpeak = onVirtualTime(config, () => clock, silence);
	const firmware = await startFirmware({
		engine,
		console: true,
		accept: () => thingSpeak.broker.accept(),
		settings: { "sensor.air.interval": 20, "channel.1.interval": INTERVAL_S, ...settings },
		epoch: EPOCH,
	});
	clock = firmware.clock;
	const entries = () => thingSpeak.service.channel(42)?.entries ?? [];
	return {
		...thingSpeak,
		firmware,
		advance: (ms: number) => firmware.simulator.advance(ms),
		entries,
		/** Rows that are missing between the first entry and the last one, by their times, which are an interval apart. */
		gaps: () => {
			const stamps = entries().map(({ createdAt }) => createdAt);
			const steps = stamps.slice(1).map((stamp, i) => Math.round((stamp - stamps[i]) / (INTERVAL_S * 1_000)) - 1);
			return steps.reduce((sum, missing) => sum + Math.max(0, missing), 0);
		},
		errors: () => firmware.events().flatMap(({ event, text }) => (event === "error" ? [String(text)] : [])),
	};
}

const ECHO = { "channel.1.confirm": "echo" };
const oneInFive: Silence = { drops: (n) => n % 5 === 0 };

for (const { engine, skip } of ENGINES) {
	test(`${engine}: the emulator's real sockets over tls: each update waits for its echo, which comes`, {
		skip,
		timeout: 60_000,
	}, async () => {
		const channels = [channelOptions(42, { intervalMs: 1_000 })];
		const { emulator, time, told } = await startEmulator({}, { channels }, { tls: 0 });
		const stop = passRealTime(time);
		const run = await runCli([
			...["--engine", engine, "--json", "--publishes", "4", "--for", "25"],
			...[
				"--set",
				"mqtt.host=localhost",
				"--set",
				`mqtt.port=${emulator.port("tls")}`,
				"--set",
				`mqtt.ca=${emulator.ca}`,
			],
			...["--set", "mqtt.clientId=station", "--set", "mqtt.userName=user", "--set", "mqtt.password=planted-secret"],
			...["--set", "sensor.air.model=simulated", "--set", "sensor.air.interval=1", "--set", "channel.1.id=42"],
			...[
				"--set",
				"channel.1.interval=2",
				"--set",
				"channel.1.minInterval=1",
				"--set",
				"channel.1.field1=air.temperature",
			],
			...["--set", "channel.1.confirm=echo"],
		]);
		stop();
		assert.equal(run.code, 0, run.stderr);
		const names = run.events.map(({ event }) => event);
		assert.ok(names.indexOf("subscribed") >= 0 && names.indexOf("subscribed") < names.indexOf("published"));
		assert.deepEqual([told("dropped"), names.filter((name) => name === "error")], [[], []]);
		const published = run.events.flatMap(({ event, payload }) => (event === "published" ? [String(payload)] : []));
		assert.ok(published.length >= 4, "four within 25 s: none of them waited 30 s");
		assert.equal(
			new Set(published.map((payload) => new URLSearchParams(payload).get("created_at"))).size,
			published.length,
		);
	});

	test(`${engine}: one update in five is dropped without a word: by the barrier rows are missing`, {
		skip,
	}, async () => {
		const station = await startStation({ engine, silence: oneInFive });
		await station.advance(2 * HOUR_MS);
		assert.ok(station.gaps() >= 20, `${station.gaps()} missing`);
		assert.deepEqual(station.errors(), []);
	});

	test(`${engine}: one update in five is dropped without a word: by the echo every row arrives, once and in order`, {
		skip,
	}, async () => {
		const station = await startStation({ engine, silence: oneInFive, settings: ECHO });
		await station.advance(2 * HOUR_MS);
		const stamps = station.entries().map(({ createdAt }) => createdAt);
		assert.equal(station.gaps(), 0);
		assert.ok(stamps.length >= 117, `${stamps.length} rows`);
		assert.deepEqual(
			stamps,
			[...new Set(stamps)].sort((a, b) => a - b),
		);
		assert.equal(station.log.count("dropped"), 0, "nothing comes too soon");
		assert.deepEqual(station.errors(), []);
	});

	test(`${engine}: somebody else's updates take the channel's turn: what came too soon is sent again and arrives`, {
		skip,
	}, async () => {
		const station = await startStation({ engine, settings: ECHO });
		const other = { topic: "channels/42/publish", payload: Buffer.from("field8=1"), qos: 0, retain: false };
		await station.advance(7_000); // never at the second of one of our rows, whose created_at would be taken then
		for (let i = 0; i < 160; i++) {
			await station.advance(45_000);
			station.service.publish({ ...DEVICE, channels: "any" }, other);
		}
		const dropped = station.told("dropped").filter((text) => text.includes("too soon"));
		assert.ok(dropped.length > 10, `${dropped.length} came too soon`);
		const own = station.entries().filter(({ fields }) => fields[0] !== undefined);
		const stamps = own.map(({ createdAt }) => createdAt);
		const late = stamps.slice(1).filter((stamp, i) => stamp - stamps[i] > 1.5 * INTERVAL_S * 1_000);
		assert.deepEqual([late.length, station.errors()], [0, []]);
		assert.ok(own.length >= 100, `${own.length} rows`);
	});

	test(`${engine}: every echo is lost: rows are counted as unconfirmed, told once, nothing is there twice, and the queue goes on`, {
		skip,
	}, async () => {
		const station = await startStation({ engine, silence: { mutes: () => true }, settings: ECHO });
		await station.advance(2 * HOUR_MS);
		const stamps = station.entries().map(({ createdAt }) => createdAt);
		assert.equal(new Set(stamps).size, stamps.length);
		assert.ok(stamps.length >= 40, `${stamps.length} rows`);
		assert.equal(station.gaps(), 0);
		const told = station.errors();
		assert.equal(told.length, 1, told.join("\n"));
		assert.match(told[0], /^channel\.1: the broker has read an update 4 times, but the channel did not show it/);
		station.firmware.type("queue\r");
		await station.advance(1_000);
		assert.match(station.firmware.screen, /never confirmed/);
	});

	test(`${engine}: one echo in ten is lost: the row is sent again, dropped for its created_at, and counted; the others are not held up`, {
		skip,
	}, async () => {
		const station = await startStation({ engine, silence: { mutes: (n) => n % 10 === 0 }, settings: ECHO });
		await station.advance(2 * HOUR_MS);
		assert.equal(station.gaps(), 0);
		assert.ok(station.entries().length >= 115, `${station.entries().length} rows`);
		const again = station.told("dropped");
		assert.ok(again.length > 20 && again.every((text) => /has an entry of .* already/.test(text)), again.join("\n"));
	});

	test(`${engine}: the connection ends before the echo: the last entry, told on the next subscription, proves the row without a re-send`, {
		skip,
	}, async () => {
		const silence = { cuts: (n: number) => n % 10 === 0 };
		const station = await startStation({ engine, silence, settings: ECHO, rules: { lastEntry: true } });
		await station.advance(2 * HOUR_MS);
		assert.ok(station.broker.connections > 8, `${station.broker.connections} connections`);
		assert.ok(station.entries().length >= 115, `${station.entries().length} rows`);
		const hints = station.errors().filter((text) => !text.includes("closed right behind a publish"));
		assert.deepEqual([station.gaps(), station.told("dropped"), hints], [0, [], []]);
	});

	test(`${engine}: a subscription that is refused leaves the barrier, told in one line`, { skip }, async () => {
		const station = await startStation({ engine, settings: ECHO, subscribe: false });
		await station.advance(HOUR_MS);
		for (const { packet } of station.broker.arrivals.slice(-1)) assert.notEqual(packet.cmd, "subscribe");
		assert.ok(station.entries().length >= 58, `${station.entries().length} rows`);
		const told = station.errors();
		assert.equal(told.length, 1, told.join("\n"));
		assert.match(told[0], /^channel\.1\.confirm: no echo without a subscription/);
	});

	test(`${engine}: a subscription of the settings to the same channel goes on beside the echo, by its own number`, {
		skip,
	}, async () => {
		const settings = {
			...ECHO,
			"subscription.1.channel": "42",
			"subscription.1.field": "1",
			"subscription.1.do": "log",
			"subscription.2.channel": "99",
			"subscription.2.field": "1",
			"subscription.2.do": "log",
		};
		const station = await startStation({ engine, settings, silence: oneInFive });
		await station.advance(HOUR_MS);
		const filters = station.broker.arrivals.flatMap(({ packet }) =>
			packet.cmd === "subscribe" ? packet.subscriptions.map(({ topic }) => topic) : [],
		);
		assert.deepEqual(filters, ["channels/42/subscribe", "channels/99/subscribe"]);
		assert.equal(station.gaps(), 0);
		const acted = station.firmware.events().filter(({ event }) => event === "acted");
		assert.ok(acted.length >= 55, `${acted.length} values`);
		station.firmware.type("subscriptions\r");
		await station.advance(1_000);
		assert.match(station.firmware.screen, /1 {2}channels\/42\/subscribe: log\s+granted/);
		assert.match(station.firmware.screen, /2 {2}channels\/99\/subscribe: log\s+the broker refused/);
	});
}
