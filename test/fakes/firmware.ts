import { after } from "node:test";
import { I2cBus } from "../../sim/board/bus";
import { BoardFlash } from "../../sim/board/flash";
import type { OneWireBus } from "../../sim/board/one-wire-bus";
import { BoardPins } from "../../sim/board/pins";
import { SerialWire } from "../../sim/board/serial";
import { BoardStorage } from "../../sim/board/storage";
import { BoardSupervisor } from "../../sim/board/supervisor";
import type { SensorUarts } from "../../sim/board/uart";
import { bundleGuest } from "../../sim/bundle";
import { VirtualClock } from "../../sim/clock/virtual";
import type { EngineName } from "../../sim/engine/engine";
import { makerOf } from "../../sim/engine/makers";
import type { Air } from "../../sim/network/air";
import { ModelNetwork, type ModelOptions } from "../../sim/network/model";
import { findRoot } from "../../sim/root";
import { Simulator } from "../../sim/simulator";
import { type FirmwareEvent, parseEvent } from "../../sim/tally";
import { WireTerminal } from "./wire-terminal";

const ROOT = findRoot();
const script = bundleGuest({ root: ROOT });

/** Both engines, each with the reason to skip it, or false. */
export const ENGINES: readonly { readonly engine: EngineName; readonly skip: string | false }[] = [
	{ engine: "v8", skip: false },
	{ engine: "xs", skip: makerOf("xs", ROOT) ? false : "skipped: the XS engine is not built" },
];

/** A station with one simulated sensor and one channel. */
export const SETTINGS = {
	"mqtt.host": "broker.test",
	"mqtt.clientId": "station",
	"mqtt.userName": "user",
	"mqtt.password": "planted-secret",
	"sensor.air.model": "simulated",
	"channel.1.id": "42",
	"channel.1.interval": 60,
	"channel.1.field1": "air.temperature",
	"channel.1.field2": "air.humidity:mean",
};

/** What a test chooses. */
export interface FirmwareOptions {
	readonly engine: EngineName;
	readonly accept: ModelOptions["accept"];
	readonly settings?: object;
	readonly latencyMs?: number;
	readonly seed?: number;
	readonly resolve?: ModelOptions["resolve"];
	/** What the board has stored; it outlives this firmware. */
	readonly storage?: BoardStorage;
	/** Its flash partition, likewise. */
	readonly flash?: BoardFlash;
	/** What outlives the board's resets. */
	readonly supervisor?: BoardSupervisor;
	/** What its pins are wired to; nothing when not given. */
	readonly pins?: (clock: VirtualClock) => BoardPins;
	/** What is on its 1-Wire lines and its UARTs for sensors, made with its clock and its pins. */
	readonly lines?: (
		clock: VirtualClock,
		pins: BoardPins,
	) => { readonly oneWire?: OneWireBus; readonly uarts?: SensorUarts };
	/** Gives the board a radio, so that it must find network and time by itself. */
	readonly air?: (clock: VirtualClock) => Air;
	/** Puts a terminal on the board's serial port, so that the firmware has its console there. */
	readonly console?: boolean;
	/** When the firmware was built, as tools/build.mjs says it; not said when not given. */
	readonly built?: number;
	/** The time at ticks 0; 0 for a board that does not know it. */
	readonly epoch?: number;
}

/** The whole firmware on a virtual clock and a modelled network, booted. It is closed when the test file ends. */
export async function startFirmware(options: FirmwareOptions) {
	const clock = new VirtualClock(options.epoch);
	const air = options.air?.(clock);
	const restarts: number[] = [];
	const lines: string[] = [];
	const crashes: string[] = [];
	const maker = makerOf(options.engine, ROOT);
	if (!maker) throw new Error(`engine ${options.engine} is not built`);
	const { accept, latencyMs = 10, resolve } = options;
	const pins = options.pins?.(clock) ?? new BoardPins();
	const serial = options.console ? new SerialWire(clock) : undefined;
	const terminal = new WireTerminal(serial);
	const simulator = new Simulator({
		engine: maker,
		clock,
		network: new ModelNetwork({ clock, accept, latencyMs, ...(resolve ? { resolve } : {}) }),
		...(air ? { radio: air } : {}),
		...(serial ? { serial } : {}),
		onRestart: () => restarts.push(clock.ticks),
		bus: new I2cBus(),
		...options.lines?.(clock, pins),
		pins,
		storage: options.storage ?? new BoardStorage(),
		flash: options.flash ?? new BoardFlash(),
		supervisor: options.supervisor ?? new BoardSupervisor(),
		probe: () => new Float64Array(5),
		script: await script,
		config: { settings: { ...SETTINGS, ...options.settings }, log: "json", built: options.built },
		seed: options.seed ?? 1,
		onLine: (line) => lines.push(line),
		onCrash: (reason) => crashes.push(reason),
	});
	after(() => simulator.stop());
	await simulator.start();
	return {
		clock,
		air,
		/** Ticks at which the firmware restarted the board (which the simulator does not do). */
		restarts,
		simulator,
		/** Its pins. */
		pins,
		/** The wire at its serial port, for what a terminal does not show. */
		serial,
		/** Types on its serial port: text, or bytes. */
		type: (keys: string | Uint8Array) => terminal.type(keys),
		/** All that has come out of its serial port. */
		get output(): string {
			return terminal.output;
		},
		/** What a terminal shows of it, line by line. */
		get screen(): string {
			return terminal.screen;
		},
		lines,
		crashes,
		/** All events so far but samples. */
		events: (): FirmwareEvent[] =>
			lines.flatMap((line) => parseEvent(line) ?? []).filter(({ event }) => event !== "sample"),
		/** Names of all events so far but samples. */
		names(): string[] {
			return this.events().map(({ event }) => event);
		},
	};
}
