import TCP from "embedded:io/socket/tcp";
import flash from "embedded:storage/flash";
import keyValue from "embedded:storage/key-value";
import { COMMANDS } from "console/commands";
import type { ConsolePort, PortEvents } from "console/port";
import { type LineSink, type Output, Reporter } from "console/reporter";
import { SerialPort } from "console/serial-port";
import { Control } from "control/control";
import { type DigitalClass, DigitalPins, takenPins } from "control/digital-pins";
import { SeenStore } from "control/seen-store";
import { EARLIEST, XsClock } from "core/xs-clock";
import { BoardHost } from "firmware/host";
import type { Kit } from "firmware/kit";
import { Monitor } from "firmware/monitor";
import { Running } from "firmware/running";
import { Seat } from "firmware/seat";
import { Transports } from "firmware/transports";
import { Health } from "health/health";
import { Journal } from "journal/journal";
import { JOURNAL, Partition } from "journal/partition";
import config from "mc/config";
import OneWire from "native/one-wire";
import PulseCounter from "native/pulse-counter";
import SensorSerial from "native/sensor-serial";
import system from "native/system";
import UartSerial from "native/uart-serial";
import UsbSerial from "native/usb-serial";
import type { SocketOptions } from "net/socket";
import { TlsSocket } from "net/tls/socket";
import platform from "platform/network";
import type { BoardPins } from "publisher/plan";
import type { BoardDevice } from "sensors/entry";
import { Shared } from "sensors/shared";
import { Draft } from "settings/draft";
import crypto from "settings/password/native";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

/** As in package.json; a test keeps them equal. */
export const VERSION = "0.1.0";

/** A socket class of the SDK as ours takes it: its own declarations are wider. */
type SocketClass = SocketOptions["io"];

/** Behind a caught defect everything is built anew, not at once, so that a defect that repeats does not hammer the broker. */
const REBUILD_MS = 60_000;

/** The running firmware, for whoever started it: the simulator stops it, a board never does. */
export interface Firmware {
	/** Sends DISCONNECT, releases the sensors and stops. */
	close(): void;
}

/** Starts the firmware. The SDK calls it when the board has booted. */
export default function main(): Firmware {
	const kit = makeKit();
	const { clock } = kit;
	const seat = new Seat({
		clock,
		open: serialPort(),
		commands: COMMANDS,
		onFault: (error) =>
			log.error(`a defect was caught in the console, which opens again in a minute: ${describe(error)}`),
	});
	const log = new Monitor({ clock, log: new Reporter({ clock, outputs: [seat, new Tracer(seat)] }) });
	const build = new Settings();
	const wrong = build.load(config.settings ?? {});
	const draft = new Draft({ build, store: new SettingsStore({ io: keyValue, wipe: () => system.eraseStorage() }) });
	const rebuild = clock.alarm(() => start());
	const health = new Health({ clock, log, system, onCalm: () => rebuild.set(0) });
	const pins = new DigitalPins({
		io: device.io.Digital as DigitalClass | undefined,
		taken: kit.pins?.taken ?? [],
	});
	const control = new Control({ clock, log, pins, storage: new SeenStore(keyValue) });
	const onFault = (error: unknown): void => {
		log.error(`a defect was caught, starting over in ${REBUILD_MS / 1_000} s: ${describe(error)}`);
		running.spoil();
		rebuild.set(REBUILD_MS);
	};
	const makeJournal = (): Journal => new Journal({ clock, log, flash: openFlash(log) });
	const running = new Running({ kit, draft, log, health, control, makeJournal, onFault });
	// Not under core/guard, which would latch: building must be tried again and again.
	const start = (): void => {
		try {
			running.build();
		} catch (error) {
			onFault(error);
		}
	};
	const still = (): void => {
		rebuild.clear();
		control.stop();
		seat.close();
	};
	const host = new BoardHost({
		kit,
		draft,
		monitor: log,
		health,
		running,
		control,
		onApply: () => seat.apply(),
		onRestart: still,
	});
	control.attach(host);
	seat.open(host);
	log.boot(VERSION);
	health.start();
	for (const line of [...wrong, ...storageProblems(), ...draft.problems]) log.error(line);
	start();
	return {
		close(): void {
			still();
			health.stop();
			running.stop();
		},
	};
}

/** The board and the SDK, as the firmware takes them. */
function makeKit(): Kit {
	const built = typeof config.built === "number" ? Math.max(config.built, EARLIEST) : EARLIEST;
	const clock = new XsClock(built);
	const transports = new Transports({
		clock,
		tcp: { io: TCP as SocketClass },
		tls: { io: TlsSocket as SocketClass },
		random: Math.random,
	});
	return {
		clock,
		random: Math.random,
		device: { ...device, io: { ...device.io, OneWire, PulseCounter, Serial: SensorSerial } as BoardDevice["io"] },
		pins: boardPins(),
		shared: new Shared(),
		platform,
		system,
		crypto,
		resolve: (name, callback) => System.resolve(name, (_name: string, address?: string) => callback(address)),
		built,
		transport: (broker, resolve, bare, onOther) => transports.make(broker, resolve, bare, onOther),
		get about() {
			return aboutBoard();
		},
	};
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
	readonly #seat: Seat;

	constructor(seat: Seat) {
		this.#seat = seat;
	}

	get sink(): LineSink {
		return this;
	}

	get level(): string {
		return this.format === "json" || !this.#seat.taken ? "debug" : "off";
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

/** What opens the serial port, where the board has one and the debugger does not use it. */
function serialPort(): ((events: PortEvents) => ConsolePort) | undefined {
	const usb = config.console === "usb";
	const Serial = usb ? UsbSerial : (UartSerial ?? device.io.Serial);
	const port = usb ? {} : device.Serial?.default;
	if (!Serial || !port || config.console === "trace") return undefined;
	const own = config.serial as { readonly transmit: number; readonly receive: number } | undefined;
	return (events) => {
		if (own && !usb) system.freePort(own.transmit, own.receive);
		return new SerialPort({ io: Serial, ...port, ...own }, events);
	};
}

function text(value: unknown, otherwise: string): string {
	return typeof value === "string" && value !== "" ? value : otherwise;
}

/** What a defect says of itself. Messages of the engine name types and properties, never a setting's value. */
function describe(error: unknown): string {
	return error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
}
