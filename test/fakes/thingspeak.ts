import { join } from "node:path";
import { after } from "node:test";
import mqtt from "mqtt-packet";
import type { VirtualClock } from "../../sim/clock/virtual";
import type { Link } from "../../sim/network/model";
import { findRoot } from "../../sim/root";
import { type ChannelOptions, EVERY_FIELD } from "../../sim/thingspeak/channel";
import { type Config, DEFAULT_RULES, type DeviceOptions, type Rules } from "../../sim/thingspeak/config";
import { Emulator } from "../../sim/thingspeak/emulator";
import type { Ports } from "../../sim/thingspeak/listeners";
import { ActivityLog, type Happening } from "../../sim/thingspeak/log";
import { ThingSpeak } from "../../sim/thingspeak/service";
import { ScriptedBroker } from "./broker";

export const DEVICE: DeviceOptions = {
	clientId: "station",
	userName: "user",
	password: "planted-secret",
	channels: [
		{ id: 42, publish: true, subscribe: true },
		{ id: 43, publish: true, subscribe: false },
		{ id: 44, publish: false, subscribe: true },
	],
};

/** A channel of the free licence with every field. */
export function channelOptions(id: number, change: Partial<ChannelOptions> = {}): ChannelOptions {
	return { id, name: `Channel ${id}`, fields: EVERY_FIELD, intervalMs: 15_000, latitude: 0, longitude: 0, ...change };
}

/** One device, channels 42 to 44, and the rules as they are unless `rules` says otherwise. */
export function makeConfig(rules: Partial<Rules> = {}, change: Partial<Config> = {}): Config {
	const channels = [42, 43, 44].map((id) => channelOptions(id));
	return { devices: [DEVICE], channels, rules: { ...DEFAULT_RULES, ...rules }, ...change };
}

/** The service alone, on a time in the test's hands. */
export function makeService(rules: Partial<Rules> = {}, change: Partial<Config> = {}) {
	const time = { now: Date.parse("2026-06-01T12:00:00Z") };
	const log = new ActivityLog(() => time.now);
	const service = new ThingSpeak(makeConfig(rules, change), () => time.now, log);
	return { service, time, log, told: (what: Happening) => toldOf(log, what) };
}

/** An emulator on free ports; it is closed when the test file ends. */
export async function startEmulator(rules: Partial<Rules> = {}, change: Partial<Config> = {}, ports?: Ports) {
	const time = { now: Date.parse("2026-06-01T12:00:00Z") };
	const emulator = await Emulator.start({
		config: makeConfig(rules, change),
		ports: ports ?? { tcp: 0, tls: 0, ws: 0, wss: 0 },
		certificates: join(findRoot(), "build/certificates"),
		now: () => time.now,
	});
	after(() => emulator.close());
	return { emulator, time, told: (what: Happening) => toldOf(emulator.log, what) };
}

/** Lets a time in the test's hands pass as the PC's does; returns what stops it. */
export function passRealTime(time: { now: number }): () => void {
	time.now = Date.now();
	const timer = setInterval(() => {
		time.now = Date.now();
	}, 10);
	return () => clearInterval(timer);
}

/** What goes wrong without a word; `n` counts from 1. */
export interface Silence {
	/** PUBLISH number n is never seen by ThingSpeak. */
	readonly drops?: (n: number) => boolean;
	/** What the subscribers should be told of the n-th entry is not. */
	readonly mutes?: (n: number) => boolean;
	/** The connection ends behind the n-th entry, before anybody is told of it. */
	readonly cuts?: (n: number) => boolean;
}

/** The rules of ThingSpeak on a modelled network and virtual time: a ScriptedBroker that asks `service`, and tells subscribers of entries. */
export function onVirtualTime(config: Config, clock: () => VirtualClock | undefined, silence: Silence = {}) {
	const now = (): number => clock()?.time ?? 0;
	const log = new ActivityLog(now);
	const service = new ThingSpeak(config, now, log);
	const [device] = config.devices;
	const granted = new Map<Link, Set<string>>();
	const counts = { published: 0, taken: 0 };
	const publish = (link: Link, { topic, payload, qos, retain }: mqtt.IPublishPacket): undefined => {
		if (silence.drops?.(++counts.published)) return;
		const verdict = service.publish(device, { topic, payload: Buffer.from(payload), qos, retain });
		if ("close" in verdict || verdict.deliveries.length === 0) return;
		const n = ++counts.taken;
		if (silence.cuts?.(n)) link.end();
		if (silence.cuts?.(n) || silence.mutes?.(n)) return;
		for (const delivery of verdict.deliveries)
			if (granted.get(link)?.has(delivery.topic)) tell(link, delivery.topic, delivery.payload);
	};
	const subscribe = (link: Link, packet: mqtt.ISubscribePacket): boolean => {
		const [{ topic }] = packet.subscriptions;
		const refused = service.subscribe(device, topic, 0) !== undefined;
		if (!refused) granted.set(link, (granted.get(link) ?? new Set()).add(topic));
		link.send(mqtt.generate({ cmd: "suback", messageId: packet.messageId, granted: [refused ? 0x80 : 0] }));
		if (!refused) for (const last of service.lastEntry(topic)) tell(link, last.topic, last.payload);
		return true;
	};
	const onPacket = (link: Link, packet: mqtt.Packet): boolean | undefined => {
		if (packet.cmd === "publish") return publish(link, packet);
		return packet.cmd === "subscribe" ? subscribe(link, packet) : undefined;
	};
	return { service, log, broker: new ScriptedBroker({ onPacket }), told: (what: Happening) => toldOf(log, what) };
}

function tell(link: Link, topic: string, payload: string): void {
	link.send(mqtt.generate({ cmd: "publish", topic, payload, qos: 0, dup: false, retain: false }));
}

function toldOf(log: ActivityLog, what: Happening): string[] {
	return log.lines.filter((line) => line.what === what).map(({ text }) => text);
}
