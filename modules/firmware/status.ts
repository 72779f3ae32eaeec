import {
	BrokerPhase,
	type ChannelState,
	type JournalState,
	type LinkPhase,
	type SensorState,
	type Status,
	type SubscriptionState,
	type TimeState,
} from "console/host";
import { SensorHealth } from "console/sensor-state";
import type { Item } from "control/item";
import { LinkFailure } from "core/network";
import type { Assembly } from "firmware/assembly";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import type { Health } from "health/health";
import { Phase } from "mqtt/client";
import type { Channel } from "publisher/channel";
import { Fault } from "sensors/sensor";
import type { Settings } from "settings/settings";

/** What a snapshot is made of. */
export interface Sources {
	readonly kit: Kit;
	readonly monitor: Monitor;
	readonly health: Health;
	/** In force. */
	readonly settings: Settings;
	/** Undefined behind a defect, until they are made anew. */
	readonly parts: Assembly | undefined;
}

const WAITING: LinkPhase = 6;
const NO_LINK: Status["link"] = Object.freeze({
	phase: WAITING,
	network: "",
	address: "",
	rssi: Number.NaN,
	failure: LinkFailure.None,
});

const NO_JOURNAL: JournalState = Object.freeze({
	kept: 0,
	oldestAgoMs: -1,
	drainMs: 0,
	evicted: 0,
	spoilt: 0,
	unconfirmed: 0,
	strays: 0,
	level: 0,
	durable: false,
});

/** The board at this moment. */
export function statusOf({ kit, monitor, health, settings, parts }: Sources): Status {
	const { clock, system } = kit;
	return {
		uptimeMs: clock.ticks,
		time: clock.time,
		safe: health.safe,
		link: parts ? linkOf(parts) : NO_LINK,
		broker: {
			phase: brokerPhase(parts),
			host: parts?.plan.broker?.host ?? settings.text("mqtt.host"),
			port: parts?.transport?.port ?? settings.number("mqtt.port"),
			transport: settings.text("mqtt.transport"),
			failure: monitor.failure,
			returnCode: monitor.returnCode,
			connections: monitor.connections,
		},
		published: monitor.messages,
		publishedAgoMs: ago(clock.ticks, monitor.publishedAt),
		provedAgoMs: ago(clock.ticks, monitor.provedAt),
		...(parts ? journalOf(parts, clock.time) : NO_JOURNAL),
		freeBytes: system.freeMemory(),
		reset: { reason: health.reason, code: health.code, quick: health.quick, counts: health.counts },
		error: monitor.lastError,
		errorAgoMs: ago(clock.ticks, monitor.erredAt),
	};
}

/** Sensor number `index` of the plan. */
export function sensorOf({ kit, monitor }: Sources, parts: Assembly, index: number): SensorState {
	const { name, model, intervalMs, quantities } = parts.plan.sensors[index];
	const facts = monitor.sensor(name);
	const never = quantities.map(() => Number.NaN);
	return {
		name,
		model,
		intervalMs,
		quantities,
		values: facts ? Array.from(facts.values) : never,
		sampledAgoMs: ago(kit.clock.ticks, facts?.sampled ?? -1),
		fault: facts?.fault ?? Fault.None,
		samples: facts?.samples ?? 0,
		faults: facts?.faults ?? 0,
		spikes: parts.samplers[index]?.spikes ?? 0,
		health: facts?.health ?? SensorHealth.Unknown,
		counts: facts?.counts ?? [],
		lastFault: facts?.lastFault ?? Fault.None,
		faultAgoMs: ago(kit.clock.ticks, facts?.faulted ?? -1),
		nextInMs: until(kit.clock.ticks, parts.samplers[index]?.next ?? Number.NaN),
	};
}

/** What all channels keep and have lost. They leave side by side, so that the slowest one's time counts. */
function journalOf({ publisher }: Assembly, time: number): JournalState {
	const sum = { kept: 0, oldest: 0, drainMs: 0, evicted: 0, spoilt: 0, unconfirmed: 0 };
	for (const { rows, plan, drainMs } of publisher.channels) {
		sum.kept += rows.kept;
		sum.drainMs = Math.max(sum.drainMs, drainMs);
		sum.spoilt += rows.spoilt;
		sum.unconfirmed += rows.unconfirmed;
		if (!plan.timeless) sum.evicted += rows.evicted;
		if (rows.oldest > 0) sum.oldest = sum.oldest > 0 ? Math.min(sum.oldest, rows.oldest) : rows.oldest;
	}
	const { oldest, ...rest } = sum;
	const { strays, level, durable } = publisher;
	return { ...rest, drainMs: span(sum.drainMs), oldestAgoMs: sampledAgo(time, oldest), strays, level, durable };
}

/** A channel, as it waits. */
export function channelOf({ kit }: Sources, parts: Assembly, channel: Channel): ChannelState {
	const { plan, rows, due, drainMs, factor, sendable, published } = channel;
	const { ticks, time } = kit.clock;
	return {
		number: plan.number,
		id: plan.id,
		kept: rows.kept,
		unsent: rows.unsent,
		oldestAgoMs: sampledAgo(time, rows.oldest),
		drainMs: span(drainMs),
		evicted: rows.evicted,
		timeless: plan.timeless,
		spoilt: rows.spoilt,
		unconfirmed: rows.unconfirmed,
		factor,
		dueInMs: parts.client ? until(ticks, due) : -1,
		sendableInMs: until(ticks, sendable),
		publishedAgoMs: ago(ticks, published),
	};
}

/** A subscription of the settings. */
export function subscriptionOf({ kit, settings }: Sources, item: Item): SubscriptionState {
	const { plan, result, messages, replays, broken, acts, refusals, last, text, actedAt } = item;
	const { number, topic } = plan;
	const action = settings.text(`subscription.${number}.do`);
	const actedAgoMs = ago(kit.clock.ticks, actedAt);
	return { number, topic, action, result, messages, replays, broken, acts, refusals, entry: last, text, actedAgoMs };
}

/** The time, and where it is from. */
export function timeOf({ kit, monitor }: Sources): TimeState {
	const { clock, platform } = kit;
	return {
		time: clock.time,
		server: monitor.server,
		syncedAgoMs: ago(clock.ticks, monitor.syncedAt),
		platform: platform.keepsTime,
	};
}

/** What the client is doing, for people. */
export function brokerPhase(parts: Assembly | undefined): BrokerPhase {
	if (!parts?.client) return BrokerPhase.Unset;
	if (parts.network.held) return BrokerPhase.Held;
	switch (parts.client.phase) {
		case Phase.Opening:
		case Phase.Handshaking:
			return BrokerPhase.Connecting;
		case Phase.Ready:
			return BrokerPhase.Connected;
		case Phase.Waiting:
			return BrokerPhase.Waiting;
		default:
			return BrokerPhase.Paused;
	}
}

/** The numbers of a network's phases are those of LinkPhase. */
function linkOf({ network }: Assembly): Status["link"] {
	const { phase, ...rest } = network.state;
	return { phase: phase as number as LinkPhase, ...rest };
}

function ago(now: number, ticks: number): number {
	return ticks < 0 ? -1 : Math.round(now - ticks);
}

/** From `sampled` to `time`, both in milliseconds since 1970; -1 where one is not known. */
function sampledAgo(time: number, sampled: number): number {
	return time === 0 || sampled === 0 ? -1 : Math.max(0, Math.round(time - sampled));
}

function span(ms: number): number {
	return Number.isFinite(ms) ? ms : -1;
}

function until(now: number, ticks: number): number {
	return Number.isFinite(ticks) ? Math.max(0, Math.round(ticks - now)) : -1;
}
