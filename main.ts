import TCP from "embedded:io/socket/tcp";
import flash from "embedded:storage/flash";
import keyValue from "embedded:storage/key-value";
import { COMMANDS } from "console/commands";
import type { ConsolePort, PortEvents } from "console/port";
import { type LineSink, type Output, Reporter } from "console/reporter";
import { SerialPort } from "console/serial-port";
import { Control } from "control/control";
import { DigitalPins, takenPins } from "control/digital-pins";
import { SeenStore } from "control/seen-store";
import type { Alarm } from "core/clock";
import { EARLIEST, XsClock } from "core/xs-clock";
import { BoardHost } from "firmware/host";
import type { Kit } from "firmware/kit";
import { Monitor } from "firmware/monitor";
import { Running } from "firmware/running";
import { Seat } from "firmware/seat";
import { Transports } from "firmware/transports";
import { Health } from "health/health";
import type { System as BoardSystem } from "health/system";
import { Journal } from "journal/journal";
import { JOURNAL, Partition } from "journal/partition";
import config from "mc/config";
import type { TransportOptions } from "mqtt/transport";
import OneWire from "native/one-wire";
import PulseCounter from "native/pulse-counter";
import SensorSerial from "native/sensor-serial";
import system from "native/system";
import UartSerial from "native/uart-serial";
import UsbSerial from "native/usb-serial";
import type { Platform } from "net/platform";
import type { NameResolver, SecureSocketOptions, SocketOptions } from "net/socket";
import { TlsSocket } from "net/tls/socket";
import platform from "platform/network";
import type { BoardPins, BrokerPlan } from "publisher/plan";
import type { BoardDevice } from "sensors/entry";
import { Shared } from "sensors/shared";
import { Draft } from "settings/draft";
import crypto from "settings/password/native";
import type { PasswordCrypto } from "settings/password/password";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

/** As in package.json; a test keeps them equal. */
export const VERSION = "0.1.0";

/** The TCP socket class as ours take it: the SDK's own declarations are wider. */
const TCP_SOCKET: SocketOptions = Object.freeze({ io: TCP as SocketOptions["io"] });
const TLS_SOCKET: SecureSocketOptions = Object.freeze({ io: TlsSocket });

/** Behind a caught defect everything is built anew, not at once, so that a defect that repeats does not hammer the broker. */
const REBUILD_MS = 60_000;

/** The running firmware, for whoever started it: the simulator stops it, a board never does. */
export interface Firmware {
	/** Sends DISCONNECT, releases the sensors and stops. */
	close(): void;
}

/** Starts the firmware. The SDK calls it when the board has booted. */
export default function main(): Firmware {
	const build = new Settings();
	const wrong = build.load(config.settings ?? {});
	const board = new Board(build);
	board.open([...wrong, ...storageProblems(), ...board.draft.problems]);
	return board;
}

/**
 * The board's parts, wired. Each is given the board as its options, of which it sees what it asks for alone: what they have in common stands here
 * once, and not in an object and a closure for each of them.
 */
class Board implements Firmware {
	readonly kit = new SdkKit();
	readonly clock = this.kit.clock;
	readonly commands = COMMANDS;
	readonly log: Monitor;
	readonly draft: Draft;
	readonly health: Health;
	readonly pins: DigitalPins;
	readonly storage = new SeenStore(keyValue);
	readonly control: Control;
	readonly running: Running;
	private readonly seat: Seat;
	/** Not under core/guard, which would latch: building must be tried again and again. */
	private readonly rebuild: Alarm;

	/** `build`: the settings of the build. */
	constructor(build: Settings) {
		const { clock, kit } = this;
		this.seat = new Seat(this);
		this.log = new Monitor({ clock, log: new Reporter({ clock, outputs: [this.seat, new Tracer(this.seat)] }) });
		this.draft = new Draft({ build, store: new SettingsStore({ io: keyValue, flash: system }) });
		this.rebuild = clock.alarm(() => this.start());
		this.health = new Health(this);
		this.pins = new DigitalPins(kit);
		this.control = new Control(this);
		this.running = new Running(this);
	}

	/** Shows the console and tells the `problems`, one line each, then starts what the settings ask for. */
	open(problems: readonly string[]): void {
		const host = new BoardHost(this);
		this.control.attach(host);
		this.seat.open(host);
		this.log.boot(VERSION);
		this.health.start();
		for (const line of problems) this.log.error(line);
		this.start();
	}

	close(): void {
		this.onRestart();
		this.health.stop();
		this.running.stop();
	}

	get system(): BoardSystem {
		return system;
	}

	get hasPort(): boolean {
		return findPort() !== undefined;
	}

	openPort(events: PortEvents): ConsolePort {
		return openPort(events);
	}

	makeJournal(): Journal {
		return new Journal({ clock: this.clock, log: this.log, flash: openFlash(this.log) });
	}

	onApply(): void {
		this.seat.apply();
	}

	onCalm(): void {
		this.rebuild.set(0);
	}

	onRestart(): void {
		this.rebuild.clear();
		this.control.stop();
		this.seat.close();
	}

	onFault(error: unknown): void {
		this.log.error(`a defect was caught, starting over in ${REBUILD_MS / 1_000} s: ${describe(error)}`);
		this.running.spoil();
		this.rebuild.set(REBUILD_MS);
	}

	onConsoleFault(error: unknown): void {
		this.log.error(`a defect was caught in the console, which opens again in a minute: ${describe(error)}`);
	}

	private start(): void {
		try {
			this.running.build();
		} catch (error) {
			this.onFault(error);
		}
	}
}

/** The board and the SDK, as the firmware takes them. */
class SdkKit implements Kit {
	readonly built = typeof config.built === "number" ? Math.max(config.built, EARLIEST) : EARLIEST;
	readonly clock = new XsClock(this.built);
	readonly device: BoardDevice = over(device, {
		io: over(device.io, { OneWire, PulseCounter, Serial: SensorSerial }) as BoardDevice["io"],
	});
	readonly shared = new Shared();
	readonly random = Math.random;
	private readonly transports = new Transports(this);

	get tcp(): SocketOptions {
		return TCP_SOCKET;
	}

	get tls(): SecureSocketOptions {
		return TLS_SOCKET;
	}

	get pins(): BoardPins {
		return boardPins();
	}

	get platform(): Platform {
		return platform;
	}

	get system(): BoardSystem {
		return system;
	}

	get crypto(): PasswordCrypto {
		return crypto;
	}

	get about(): Kit["about"] {
		return aboutBoard();
	}

	resolve(name: string, callback: (address: string | undefined) => void): void {
		System.resolve(name, (_name: string, address?: string) => callback(address));
	}

	transport(broker: BrokerPlan, dns: NameResolver, bare: boolean, onOther?: (port: number) => void): TransportOptions {
		return this.transports.make(broker, dns, bare, onOther);
	}
}

/** `base` with `more` before it: a copy would take a slot for each class that a board has. */
function over<Base extends object, More extends object>(base: Base, more: More): Base & More {
	return Object.setPrototypeOf(more, base);
}

/** Made when somebody asks. */
function aboutBoard(): Kit["about"] {
	return [
		["version", VERSION],
		["engine", text(config.engine, "XS")],
		["board", text(config.board, "unknown")],
		["built", typeof config.built === "number" ? new Date(config.built).toISOString() : "unknown"],
	];
}

function storageProblems(): readonly string[] {
	if (system.storageFault() === 0) return [];
	return ["the storage could not be opened and was erased: stored settings are lost"];
}

/** The journal's partition. Without it readings are kept all the same, but not over a restart. */
function openFlash(log: Monitor): Partition | undefined {
	const partition = Partition.open(flash, JOURNAL);
	if (!partition)
		log.error("there is no flash partition for the journal: rows not published yet are lost by a restart");
	return partition;
}

/** The debugger's trace: JSON where a program listens there (the simulator), else text, but only while there is no console. */
class Tracer implements Output, LineSink {
	readonly format = config.log === "json" ? "json" : "text";
	private readonly seat: Seat;

	constructor(seat: Seat) {
		this.seat = seat;
	}

	get sink(): LineSink {
		return this;
	}

	get level(): string {
		return this.format === "json" || !this.seat.taken ? "debug" : "off";
	}

	line(text: string): void {
		trace(`${text}\n`);
	}
}

/** The pins of the board's buses and its console, those that its chip keeps for itself, and those that are analog inputs. */
function boardPins(): BoardPins {
	const serial = config.console === "usb" ? undefined : (config.serial ?? device.Serial?.default);
	const taken = takenPins(device.I2C, serial as object | undefined, config.reservedPins);
	return { taken, analog: config.analogPins as readonly number[] | undefined };
}

/** The class of the console's port and its options, where the board has one and the debugger does not use it. */
function findPort() {
	if (config.console === "trace") return undefined;
	const usb = config.console === "usb";
	const io = usb ? UsbSerial : (UartSerial ?? device.io.Serial);
	const options = usb ? {} : device.Serial?.default;
	return io && options && { io, ...options };
}

/** Opens the console's port. Throws what its class throws. */
function openPort(events: PortEvents): ConsolePort {
	const port = findPort();
	if (!port) throw new Error("no port");
	const own = config.serial as { readonly transmit: number; readonly receive: number } | undefined;
	if (own && config.console !== "usb") system.freePort(own.transmit, own.receive);
	return new SerialPort({ ...port, ...own }, events);
}

function text(value: unknown, otherwise: string): string {
	return typeof value === "string" && value !== "" ? value : otherwise;
}

/** What a defect says of itself. Messages of the engine name types and properties, never a setting's value. */
function describe(error: unknown): string {
	return error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
}
