import type { Control } from "control/control";
import { jitter } from "core/jitter";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import { PlannedSensor } from "firmware/planned-sensor";
import type { Health } from "health/health";
import { RestartCode } from "health/system";
import type { Journal } from "journal/journal";
import { both } from "mqtt/both";
import { Client } from "mqtt/client";
import type { TransportOptions } from "mqtt/transport";
import { linkFor, scanLinkFor } from "net/interfaces";
import { Network } from "net/network";
import type { Live } from "publisher/messages";
import { makePlan, type Plan, whyIdle } from "publisher/plan";
import { Publisher } from "publisher/publisher";
import { Sampler } from "publisher/sampler";
import { type Board, modelFacts } from "sensors/catalog";
import type { Settings } from "settings/settings";
import { isPlain } from "settings/transport";

/** The longest packet that is sent: CONNECT, or a channel feed of 8 fields with the longest status and a created_at. */
const PACKET_MAX = 1_536;

/** What an assembly is given. */
export interface AssemblyOptions {
	readonly kit: Kit;
	readonly log: Monitor;
	readonly health: Health;
	readonly control: Control;
	/** Outlives the assembly. */
	readonly journal: Journal;
	readonly settings: Settings;
	/** Somebody at the board waits for these parts. */
	readonly awaited: boolean;
	/** A defect was caught in one of the parts. Must not throw. */
	readonly onFault: (error: unknown) => void;
}

/** The parts that are made together out of one set of settings, and given up together. */
export class Assembly {
	readonly settings: Settings;
	readonly plan: Plan;
	/** One for each sensor of the plan; none in safe mode. */
	readonly samplers: readonly Sampler[];
	readonly publisher: Publisher;
	readonly network: Network;
	/** Undefined when the settings name no broker that could work, or nothing to publish. */
	readonly client: Client | undefined;
	/** The client's transport; with auto its port is that of the way which is tried next, or is in use. */
	readonly transport: TransportOptions | undefined;

	/** Makes the parts and tells what of the settings cannot work; nothing runs yet. */
	constructor(options: AssemblyOptions) {
		const { kit, log, health, journal, settings, onFault } = options;
		const { clock, device, shared } = kit;
		const { plan, errors } = makePlan(settings, modelFacts(), versionOf(kit), kit.pins);
		this.settings = settings;
		this.plan = plan;
		for (const error of errors) log.error(error);
		const idle = whyIdle(plan);
		if (idle !== undefined) log.error(idle);
		const onProved = (): void => {
			health.proved();
			log.onProved();
		};
		const live: Live = { rssi: () => this.network.rssi, faults: () => log.faults };
		const { channels, thin, broker } = plan;
		const birth = broker?.birth;
		const publisher = new Publisher({ clock, log, journal, channels, thin, birth, live, onFault, onProved });
		this.publisher = publisher;
		log.watch(plan.sensors, () => publisher.onTime());
		const board: Board = { device, clock, shared, random: kit.random };
		const sensors = health.safe ? [] : plan.sensors;
		this.samplers = sensors.map((sensor, number) => {
			const onSample = (values: Float64Array): void => publisher.accept(number, values);
			return new Sampler({ clock, log, sensor: new PlannedSensor(sensor, board), onSample, onFault });
		});
		const random = jitter(identityOf(kit, settings), kit.random);
		this.network = makeNetwork(options, plan, publisher, random);
		const { network } = this;
		this.transport =
			broker && kit.transport(broker, network.resolve, false, (port) => log.connecting(broker.host, port));
		this.client = makeClient(options, plan, publisher, this.transport, random);
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
}

function makeNetwork(
	{ kit, log, health, awaited, onFault }: AssemblyOptions,
	plan: Plan,
	publisher: Publisher,
	random: () => number,
): Network {
	const { clock, platform, resolve, built } = kit;
	return new Network({
		clock,
		random,
		log,
		plan: plan.network,
		platform,
		restart: () => {
			publisher.finish();
			health.restart(RestartCode.Network);
		},
		link: linkFor(plan.network, platform, clock),
		scanLink: scanLinkFor(plan.network, platform, clock),
		resolve,
		built,
		needsTime: plan.broker !== undefined && !isPlain(plan.broker.transport),
		awaited,
		mayRestart: () => publisher.durable || publisher.kept === 0,
		onFault,
	});
}

function makeClient(
	{ kit, log, health, control, onFault }: AssemblyOptions,
	plan: Plan,
	publisher: Publisher,
	transport: TransportOptions | undefined,
	random: () => number,
): Client | undefined {
	const { broker, channels } = plan;
	const subscriptions = both(control.configure(plan.subscriptions), publisher.subscriptions);
	if (!broker || !transport || (channels.length === 0 && !subscriptions)) return undefined;
	return new Client({
		clock: kit.clock,
		random,
		log,
		listener: publisher,
		onFault,
		transport,
		connect: broker.connect,
		packet: new Uint8Array(PACKET_MAX),
		subscriptions,
		slow: health.safe,
	});
}

/** What sets this board apart from others with the same image; none of it is a secret. */
function identityOf({ platform }: Kit, settings: Settings): readonly string[] {
	return [settings.text("mqtt.clientId"), settings.text("device.name"), platform.hardware?.() ?? ""];
}

function versionOf(kit: Kit): string {
	return kit.about.find(([name]) => name === "version")?.[1] ?? "";
}
