import type { Control } from "control/control";
import type { Clock } from "core/clock";
import { jitter } from "core/jitter";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import { packetLength } from "firmware/packet-length";
import { PlannedSensor, type SampleOwner } from "firmware/planned-sensor";
import type { Health } from "health/health";
import { RestartCode } from "health/system";
import type { Journal } from "journal/journal";
import { both } from "mqtt/both";
import { Client } from "mqtt/client";
import type { TransportOptions } from "mqtt/transport";
import { linkFor, scanLinkFor } from "net/interfaces";
import type { LinkMaker } from "net/link";
import { Network, type NetworkOptions } from "net/network";
import type { NetworkPlan } from "net/plan";
import type { Platform } from "net/platform";
import type { Live } from "publisher/messages";
import type { PublisherOptions } from "publisher/options";
import { type ChannelPlan, makePlan, type Plan, whyIdle } from "publisher/plan";
import { Publisher } from "publisher/publisher";
import { Sampler } from "publisher/sampler";
import type { BirthPlan } from "publisher/session-plan";
import { modelFacts } from "sensors/catalog";
import type { Settings } from "settings/settings";
import { isPlain } from "settings/transport";

/** What all parts of the board have in common. */
export interface AssemblyBoard {
	readonly kit: Kit;
	readonly log: Monitor;
	readonly health: Health;
	readonly control: Control;
	/** A defect was caught in one of the parts. Must not throw. */
	onFault(error: unknown): void;
}

/** What an assembly is given. */
export interface AssemblyOptions {
	readonly board: AssemblyBoard;
	/** Outlives the assembly. */
	readonly journal: Journal;
	readonly settings: Settings;
	/** Somebody at the board waits for these parts. */
	readonly awaited: boolean;
}

/**
 * The parts that are made together out of one set of settings, and given up together. It is what they are given as their options, too, and asks the
 * board and the plan for them.
 */
export class Assembly implements Live, PublisherOptions, NetworkOptions, SampleOwner {
	private readonly _board: AssemblyBoard;
	readonly journal: Journal;
	readonly settings: Settings;
	readonly awaited: boolean;
	readonly plan: Plan;
	readonly random: () => number;
	/** One for each sensor of the plan; none in safe mode. */
	readonly samplers: readonly Sampler[];
	readonly publisher: Publisher;
	readonly network: Network;
	/** Undefined when the settings name no broker that could work, or nothing to publish. */
	readonly client: Client | undefined;
	/** The client's transport; with auto its port is that of the way which is tried next, or is in use. */
	readonly transport: TransportOptions | undefined;

	/** Makes the parts and tells what of the settings cannot work; nothing runs yet. */
	constructor({ board, journal, settings, awaited }: AssemblyOptions) {
		const { kit, log, health } = board;
		const { plan, errors } = makePlan(settings, modelFacts(), versionOf(kit), kit.pins);
		this._board = board;
		this.journal = journal;
		this.settings = settings;
		this.awaited = awaited;
		this.plan = plan;
		for (const error of errors) log.error(error);
		const idle = whyIdle(plan);
		if (idle !== undefined) log.error(idle);
		this.publisher = new Publisher(this);
		log.watch(plan.sensors, this.publisher);
		const sensors = health.safe ? [] : plan.sensors;
		this.samplers = sensors.map((sensor, number) => new Sampler(new PlannedSensor(sensor, number, this)));
		this.random = jitter(identityOf(kit, settings), kit.random);
		this.network = new Network(this);
		this.transport = this.makeTransport();
		this.client = this.makeClient();
	}

	get kit(): Kit {
		return this._board.kit;
	}

	get clock(): Clock {
		return this._board.kit.clock;
	}

	get log(): Monitor {
		return this._board.log;
	}

	get live(): Live {
		return this;
	}

	get channels(): readonly ChannelPlan[] {
		return this.plan.channels;
	}

	get thin(): boolean {
		return this.plan.thin;
	}

	get birth(): BirthPlan | undefined {
		return this.plan.broker?.birth;
	}

	get networkPlan(): NetworkPlan {
		return this.plan.network;
	}

	get platform(): Platform {
		return this.kit.platform;
	}

	get built(): number {
		return this.kit.built;
	}

	get link(): LinkMaker | undefined {
		return linkFor(this.plan.network, this.platform, this.clock);
	}

	get scanLink(): LinkMaker | undefined {
		return scanLinkFor(this.plan.network, this.platform, this.clock);
	}

	get needsTime(): boolean {
		const { broker } = this.plan;
		return broker !== undefined && !isPlain(broker.transport);
	}

	resolve(host: string, callback: (address: string | undefined) => void): void {
		this.kit.resolve(host, callback);
	}

	rssi(): number {
		return this.network.rssi;
	}

	faults(): number {
		return this.log.faults;
	}

	onSample(sensor: number, values: Float64Array): void {
		this.publisher.accept(sensor, values);
	}

	onProved(): void {
		this._board.health.proved();
		this.log.onProved();
	}

	onFault(error: unknown): void {
		this._board.onFault(error);
	}

	mayRestart(): boolean {
		return this.publisher.durable || this.publisher.kept === 0;
	}

	restart(): void {
		this.publisher.finish();
		this._board.health.restart(RestartCode.Network);
	}

	/** Takes over the rows and the pace of channels that were there before; `before` must be stopped. Before `start`. */
	adopt(before: Assembly): void {
		this.publisher.adopt(before.publisher);
		if (before.client) this.client?.adopt(before.client);
	}

	start(): void {
		for (const sampler of this.samplers) sampler.start();
		if (this.client) this.publisher.start(this.client);
		this.network.start(this.client);
	}

	/** Says goodbye to the broker, leaves the network, releases the sensors. Safe to call twice. */
	stop(): void {
		this.publisher.stop(); // before drivers, which may throw: the next publisher takes over the rows
		this.client?.close();
		this.network.close();
		for (const sampler of this.samplers) sampler.stop();
	}

	private makeTransport(): TransportOptions | undefined {
		const { broker } = this.plan;
		const { log } = this;
		return broker && this.kit.transport(broker, this.network, false, (port) => log.connecting(broker.host, port));
	}

	private makeClient(): Client | undefined {
		const { clock, random, log, publisher, transport } = this;
		const { broker, channels, subscriptions: plans } = this.plan;
		const { control, health } = this._board;
		const subscriptions = both(control.configure(plans), publisher.subscriptions);
		if (!broker || !transport || (channels.length === 0 && !subscriptions)) return undefined;
		return new Client({
			clock,
			random,
			log,
			listener: publisher,
			target: this,
			onFault: this.onFault,
			transport,
			connect: broker.connect,
			packet: new Uint8Array(packetLength(this.plan)),
			subscriptions,
			slow: health.safe,
		});
	}
}

/** What sets this board apart from others with the same image; none of it is a secret. */
function identityOf({ platform }: Kit, settings: Settings): readonly string[] {
	return [settings.text("mqtt.clientId"), settings.text("device.name"), platform.hardware?.() ?? ""];
}

function versionOf(kit: Kit): string {
	return kit.about.find(([name]) => name === "version")?.[1] ?? "";
}
