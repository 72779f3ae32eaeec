import TCP from "embedded:io/socket/tcp";
import keyValue from "embedded:storage/key-value";
import { type LineSink, Reporter } from "console/reporter";
import { SerialPort } from "console/serial-port";
import type { Clock } from "core/clock";
import { EARLIEST, XsClock } from "core/xs-clock";
import { Health } from "health/health";
import { RestartCode } from "health/system";
import config from "mc/config";
import { Client } from "mqtt/client";
import type { TransportOptions } from "mqtt/transport";
import system from "native/system";
import UsbSerial from "native/usb-serial";
import { linkFor } from "net/interfaces";
import { Network } from "net/network";
import { TcpTransport } from "net/tcp";
import { TlsTransport } from "net/tls";
import { TlsSession } from "net/tls/session";
import { TlsSocket } from "net/tls/socket";
import type { Resolve } from "net/udp";
import platform from "platform/network";
import { type BrokerPlan, makePlan, type SensorPlan, whyIdle } from "publisher/plan";
import { Publisher } from "publisher/publisher";
import { Sampler } from "publisher/sampler";
import { type Board, findModel, modelFacts, openSensor } from "sensors/catalog";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";
import { applyEntries } from "settings/stored";

/** As in package.json; a test keeps them equal. */
export const VERSION = "0.1.0";

/** The longest packet that is sent: CONNECT, or a channel feed of 8 fields with the longest status and a created_at. */
const PACKET_MAX = 1_536;
/** Behind a caught defect everything is built anew, not at once, so that a defect that repeats does not hammer the broker. */
const REBUILD_MS = 60_000;

/** The parts that are made together and given up together. */
class Assembly {
	readonly #samplers: readonly Sampler[];
	readonly #publisher: Publisher;
	readonly #network: Network;
	readonly #client: Client | undefined;

	constructor(clock: Clock, log: Reporter, health: Health, onFault: (error: unknown) => void) {
		const settings = new Settings();
		const wrong = [...settings.load(config.settings ?? {})];
		const { entries, problem } = new SettingsStore({ io: keyValue }).load();
		if (problem !== undefined) wrong.push(problem);
		if (system.storageFault() !== 0)
			wrong.push("the storage could not be opened and was erased: stored settings are lost");
		wrong.push(...applyEntries(settings, entries));
		const { plan, errors } = makePlan(settings, modelFacts());
		for (const error of [...wrong, ...errors]) log.error(error);
		const idle = whyIdle(plan);
		if (idle !== undefined) log.error(idle);

		const publisher = new Publisher({ clock, log, channels: plan.channels, onFault, onProved: () => health.proved() });
		const board: Board = { device, clock, random: Math.random };
		this.#publisher = publisher;
		const sensors = health.safe ? [] : plan.sensors;
		this.#samplers = sensors.map((sensor, number) => {
			const onSample = (values: Float64Array): void => publisher.accept(number, values);
			return new Sampler({ clock, log, sensor: sampled(sensor, board), onSample, onFault });
		});
		this.#network = new Network({
			clock,
			random: Math.random,
			log,
			plan: plan.network,
			platform,
			restart: () => health.restart(RestartCode.Network),
			link: linkFor(plan.network, platform, clock),
			resolve: systemResolve,
			built: built(),
			needsTime: plan.broker?.transport === "tls",
			mayRestart: () => publisher.kept === 0,
			onFault,
		});
		if (plan.broker && plan.channels.length > 0) {
			const { connect } = plan.broker;
			const packet = new Uint8Array(PACKET_MAX);
			const transport = transportFor(plan.broker, this.#network.resolve);
			this.#client = new Client({
				clock,
				random: Math.random,
				log,
				listener: publisher,
				onFault,
				transport,
				connect,
				packet,
				slow: health.safe,
			});
		}
	}

	start(): void {
		for (const sampler of this.#samplers) sampler.start();
		if (this.#client) this.#publisher.start(this.#client);
		this.#network.start(this.#client);
	}

	stop(): void {
		for (const sampler of this.#samplers) sampler.stop();
		this.#publisher.stop();
		this.#client?.close();
		this.#network.close();
	}
}

/** The running firmware, for whoever started it: the simulator stops it, a board never does. */
export interface Firmware {
	/** Sends DISCONNECT, releases the sensors and stops. */
	close(): void;
}

/** Starts the firmware. The SDK calls it when the board has booted. */
export default function main(): Firmware {
	const clock = new XsClock(built());
	const log = new Reporter({ clock, sink: openSink(), format: config.log === "json" ? "json" : "text" });
	log.boot(VERSION);
	let assembly: Assembly | undefined;
	const rebuild = clock.alarm(() => build());
	const health = new Health({ clock, log, system, onCalm: () => rebuild.set(0) });
	health.start();
	const onFault = (error: unknown): void => {
		log.error(`a defect was caught, starting over in ${REBUILD_MS / 1_000} s: ${describe(error)}`);
		rebuild.set(REBUILD_MS);
	};
	// Not under core/guard, which would latch: building must be tried again and again.
	const build = (): void => {
		try {
			const old = assembly;
			assembly = undefined; // first: one that cannot even stop must not keep the next from being built
			old?.stop();
			assembly = new Assembly(clock, log, health, onFault);
			assembly.start();
		} catch (error) {
			onFault(error);
		}
	};
	build();
	return {
		close(): void {
			rebuild.clear();
			health.stop();
			assembly?.stop();
		},
	};
}

function sampled(plan: SensorPlan, board: Board) {
	const { name, quantities, intervalMs } = plan;
	const conversionMs = findModel(plan.model)?.model.conversionMs ?? 0;
	return { name, quantities, intervalMs, conversionMs, open: () => openSensor(plan, board) };
}

/** The platform's own resolver, where the network's name servers are not known to us. */
function systemResolve(name: string, callback: (address: string | undefined) => void): void {
	System.resolve(name, (_name: string, address?: string) => callback(address));
}

/** When this image was built (tools/build.mjs), in milliseconds since 1970: no time is before it. */
function built(): number {
	return typeof config.built === "number" ? Math.max(config.built, EARLIEST) : EARLIEST;
}

function transportFor(broker: BrokerPlan, resolve: Resolve): TransportOptions {
	const { host, port, ca } = broker;
	const common = { host, port, resolve, socket: { io: TCP } };
	if (broker.transport === "tcp") return { ...common, io: TcpTransport } as TransportOptions;
	return { ...common, io: TlsTransport, tls: { io: TlsSocket }, session: new TlsSession(), ca } as TransportOptions;
}

/** A serial port where the board has one and the debugger does not use it; otherwise the debugger's own trace. */
function openSink(): LineSink {
	const tracer = { line: (text: string): void => trace(`${text}\n`) };
	const usb = config.console === "usb";
	const Serial = usb ? UsbSerial : device.io.Serial;
	const port = usb ? {} : device.Serial?.default;
	if (!Serial || !port || config.console === "trace") return tracer;
	const own = config.serial as { readonly transmit: number; readonly receive: number } | undefined;
	try {
		if (own && !usb) system.freePort(own.transmit, own.receive);
		const serial = new SerialPort({ io: Serial, ...port, ...own });
		return { line: (text: string): void => serial.write(`${text}\r\n`) };
	} catch {
		return tracer; // a board without its console still measures and publishes
	}
}

/** What a defect says of itself. Messages of the engine name types and properties, never a setting's value. */
function describe(error: unknown): string {
	return error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
}
