import type { AccessPoint, ChannelState, I2cFinding, SensorState, Task, TaskEvents } from "console/host";
import { linkWords } from "console/words";
import { Guard } from "core/guard";
import { LinkFailure } from "core/network";
import type { Assembly } from "firmware/assembly";
import { Job } from "firmware/job";
import type { Running } from "firmware/running";
import { SensorOffers } from "firmware/sensor-offers";
import { channelOf, type Sources, sensorOf } from "firmware/status";
import type { Channel } from "publisher/channel";
import { findModel } from "sensors/catalog";
import { type BusUser, scanBuses } from "sensors/scan";

/** The longest wait for the samples that somebody asked for. */
export const SAMPLE_MS = 10_000;
/** The longest wait for the proof behind the moment at which the pace allows the message. */
export const PROOF_MS = 45_000;

/** Said where there are no parts to ask. */
export const NO_PARTS = "all parts are made anew behind a defect: try again in a minute";
/** Said where parts were replaced under a task. */
export const REPLACED = "interrupted: all parts were made anew";

/** What tasks are made with. */
export interface TaskContext {
	/** As they are now. */
	sources(): Sources;
	readonly running: Running;
}

/** Samples sensors of the plan, besides their schedule. */
export class Sampling {
	private readonly _sources: Sources;
	private readonly parts: Assembly;
	/** Places in the plan, and how many samples each had. */
	private readonly wanted: { readonly index: number; readonly samples: number; told: boolean }[];

	/** Begins to sample those at `indexes`. */
	constructor(sources: Sources, parts: Assembly, indexes: readonly number[]) {
		this._sources = sources;
		this.parts = parts;
		this.wanted = indexes.map((index) => ({ index, samples: sensorOf(sources, parts, index).samples, told: false }));
		for (const index of indexes) parts.samplers[index]?.sampleNow();
	}

	/** True when all have given a sample, or a fault; tells each once. */
	look(onItem: (state: SensorState) => void): boolean {
		let all = true;
		for (const wanted of this.wanted) {
			if (wanted.told) continue;
			const state = sensorOf(this._sources, this.parts, wanted.index);
			wanted.told = state.samples > wanted.samples;
			if (wanted.told) onItem(state);
			else all = false;
		}
		return all;
	}
}

/** Samples one sensor, or all when `name` is "". */
export function sampleTask(context: TaskContext, name: string, events: TaskEvents<SensorState>): Task | string {
	const { running } = context;
	const sources = context.sources();
	const { parts } = running;
	if (!parts) return NO_PARTS;
	const { sensors } = parts.plan;
	if (sensors.length === 0) return "there is no sensor: set sensor.<name>.model";
	const indexes: number[] = [];
	for (let i = 0; i < sensors.length; i++) {
		if (name === "" || sensors[i].name.toLowerCase() === name.toLowerCase()) indexes.push(i);
	}
	if (indexes.length === 0) return `there is no such sensor: there is ${sensors.map((one) => one.name).join(", ")}`;
	if (parts.samplers.length === 0) return "safe mode keeps the sensors off; it ends by itself, or by a restart";
	const sampling = new Sampling(sources, parts, indexes);
	return new Job({
		clock: sources.kit.clock,
		look(job) {
			if (running.parts !== parts) job.finish(REPLACED);
			else if (sampling.look((state) => events.onItem(state))) job.finish();
			else if (job.tookMs >= SAMPLE_MS) job.finish("a sensor gave no sample in time");
		},
		onDone: (problem) => events.onDone(problem),
	});
}

/** Access points in reach. */
export function scanWifiTask({ running }: TaskContext, events: TaskEvents<AccessPoint>): Task | string {
	const { parts } = running;
	if (!parts) return NO_PARTS;
	const { network } = parts;
	let over = false;
	const begun = network.scanWifi(
		(ssid, rssi) => {
			if (!over) events.onItem({ ssid, rssi });
		},
		(failure) => {
			if (over) return;
			over = true;
			events.onDone(failure === LinkFailure.None ? undefined : linkWords(failure));
		},
	);
	if (!begun) return "the radio cannot scan now: there is none, or it is joining a network or scanning already";
	return {
		cancel(): void {
			if (!over) network.cancelScan();
			over = true;
		},
	};
}

/**
 * Chips on the board's I2C buses, which of them the settings use, and what to set for the others. `keys`: of the settings as they are staged,
 * so that a name which is offered is free.
 */
export function scanI2cTask(
	context: TaskContext,
	keys: readonly string[],
	events: TaskEvents<I2cFinding>,
): Task | string {
	const { kit, parts } = context.sources();
	const offers = new SensorOffers(keys);
	const guard = new Guard(() => events.onDone("a defect was caught, and this was given up"));
	return scanBuses({
		device: kit.device,
		clock: {
			get ticks() {
				return kit.clock.ticks;
			},
			alarm: (callback) => kit.clock.alarm(guard.wrap(callback)),
		},
		users: parts ? busUsers(parts) : [],
		onItem: (finding) => events.onItem({ ...finding, ...offers.for(finding) }),
		onDone: (problem) => events.onDone(problem),
	});
}

function busUsers({ plan, samplers }: Assembly): readonly BusUser[] {
	const users: BusUser[] = [];
	plan.sensors.forEach(({ name, model, bus, address }, index) => {
		const entry = findModel(model);
		const usual = entry?.bus === "i2c" ? entry.addresses?.[0] : undefined;
		if (usual !== undefined)
			users.push({ name, bus, address: address ?? usual, open: samplers[index]?.isOpen === true });
	});
	return users;
}

/** What is closed now is to be proved: a row of each channel that has one. */
export class Delivery {
	private readonly waiting: { readonly channel: Channel; readonly upTo: number; told: boolean }[] = [];

	/** Of channels that keep a row. */
	constructor(parts: Assembly) {
		for (const channel of parts.publisher.channels) {
			if (channel.rows.kept > 0) this.waiting.push({ channel, upTo: channel.rows.appended, told: false });
		}
	}

	/** Milliseconds from `now` until the pace allows the last of the channels its message. */
	waitMs(now: number): number {
		let wait = 0;
		for (const { channel } of this.waiting) {
			if (Number.isFinite(channel.sendable)) wait = Math.max(wait, channel.sendable - now);
		}
		return wait;
	}

	/** True when all are proved; tells each once. */
	look(onItem: (channel: Channel) => void): boolean {
		let all = true;
		for (const wanted of this.waiting) {
			if (wanted.told) continue;
			wanted.told = wanted.channel.rows.settled >= wanted.upTo;
			if (wanted.told) onItem(wanted.channel);
			else all = false;
		}
		return all;
	}
}

/** Samples, closes the rows of all channels, and waits until they are proved. */
export function publishTask(context: TaskContext, events: TaskEvents<ChannelState>): Task | string {
	const { running } = context;
	const sources = context.sources();
	const { parts } = running;
	const { clock } = sources.kit;
	if (!parts) return NO_PARTS;
	if (!parts.client) return whyNoClient(parts);
	if (parts.network.held) return "the broker is held off: connect first";
	const sampling = new Sampling(
		sources,
		parts,
		parts.samplers.map((_, index) => index),
	);
	let delivery: Delivery | undefined;
	let deadline = 0;
	return new Job({
		clock,
		look(job) {
			if (running.parts !== parts) return job.finish(REPLACED);
			if (!delivery) {
				if (!sampling.look(() => undefined) && job.tookMs < SAMPLE_MS) return;
				if (!parts.publisher.closeNow()) return job.finish("nothing to publish: no field has a reading; see sensors");
				delivery = new Delivery(parts);
				deadline = clock.ticks + delivery.waitMs(clock.ticks) + PROOF_MS;
			}
			if (delivery.look((channel) => events.onItem(channelOf(sources, parts, channel)))) job.finish();
			else if (clock.ticks >= deadline)
				job.finish("not proved yet: the rows are kept, and sent by themselves; see status and queue");
		},
		onDone: (problem) => events.onDone(problem),
	});
}

/** Why there is no client, in one line. */
export function whyNoClient({ plan }: Assembly): string {
	if (!plan.broker) return "the settings of mqtt.* cannot work: see check";
	return "nothing to publish: set channel.1.id and channel.1.field1";
}
