import { randomInt } from "node:crypto";
import { join } from "node:path";
import { toShown } from "core/utf8";
import { BoardChips } from "./board/board-chips";
import type { Environment } from "./board/environment";
import { BoardFlash } from "./board/flash";
import { FileFlash, FLASH_ENDING } from "./board/flash-file";
import { MildEnvironment } from "./board/mild-environment";
import { readProbe } from "./board/probe";
import { SerialWire } from "./board/serial";
import { BoardStorage } from "./board/storage";
import { FileStorage } from "./board/storage-file";
import type { Stores } from "./board/stores";
import { BoardSupervisor } from "./board/supervisor";
import { keepCredentials } from "./broker/credentials";
import { bundleGuest } from "./bundle";
import { RealClock } from "./clock/real";
import type { EngineMaker, EngineName } from "./engine/engine";
import { makerOf, makeV8 } from "./engine/makers";
import type { Air } from "./network/air";
import { makeHouse, POINTS, RadioNetwork } from "./network/house";
import type { Network } from "./network/network";
import { NodeNetwork } from "./network/node";
import { helpText, type Options, parseOptions } from "./options";
import { PseudoTerminal } from "./pty/pseudo-terminal";
import { findRoot } from "./root";
import { Session } from "./session";
import { GivenSettings } from "./settings";
import type { SettingsObject } from "./settings-file";
import { TERMINAL_HINT, TerminalConsole } from "./terminal";
import { type BrokerAccess, EmbeddedBroker } from "./thingspeak/embedded";
import { UsageError } from "./usage";
import type { ViewMode } from "./view";
import { playBack } from "./weather/recording";
import { Weather } from "./weather/weather";

/** Below the project's folder. */
const CERTIFICATES = "build/certificates";
const CREDENTIALS = "build/simulator/credentials.txt";
const EXIT_USAGE = 2;

/** Runs the simulator with the arguments of the command line; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone
	const options = parseOptions(args);
	if (!options.ok) return complain(options.error, EXIT_USAGE);
	if (options.value.help) {
		process.stdout.write(helpText());
		return 0;
	}
	try {
		return await simulate(options.value);
	} catch (error) {
		if (error instanceof UsageError) return complain(error.message, EXIT_USAGE);
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function simulate(options: Options): Promise<number> {
	const root = findRoot();
	const given = GivenSettings.read(options);
	if (!given.ok) throw new UsageError(given.error);
	let clock: RealClock | undefined;
	const ticks = (): number => clock?.ticks ?? 0;
	const chips = new BoardChips(options.chips, options.faults, environmentFor(options, ticks), ticks);
	const engine = pickEngine(root, options);
	const stores = openStores(options);
	// The channels' time is the board's: with --speed its updates come as much faster.
	const now = (): number => clock?.trueTime ?? Date.now();
	const broker = given.value.namesBroker ? undefined : await startBroker(root, options, given.value, now);
	let terminal: PseudoTerminal | TerminalConsole | undefined;
	try {
		const settings = settingsFor(options, given.value, broker?.access);
		broker?.declare(given.value.brokerChannels);
		const introduce = (): void => {
			announce(options, engine.name, settings, broker);
			if (options.bare) announceBare(root, broker?.access);
			else if (given.value.forgetsBroker)
				complain("mqtt.host is not set: this goes to the simulator's own broker, not to ThingSpeak", 0);
		};
		// Before a terminal becomes raw, but behind what can still go wrong with a pseudo-terminal.
		if (options.console === undefined) introduce();
		const script = await bundleGuest({ root });
		clock = new RealClock(options.speed, options.bare); // last: it starts at 0
		const wire = options.console !== undefined || isInteractive(options) ? new SerialWire(clock) : undefined;
		const session = new Session({
			engine: engine.make,
			clock,
			...networkFor(options, clock),
			...(wire ? { serial: wire } : {}),
			bus: chips.bus,
			...stores,
			supervisor: new BoardSupervisor(),
			probe: readProbe,
			script,
			config: { settings, log: "json", engine: engine.name, board: "simulator" },
			seed: options.seed ?? randomInt(2 ** 32),
			forMs: options.forMs,
			publishes: options.publishes,
			mode: viewMode(options),
			proofless: options.bare,
		});
		if (wire) terminal = await openTerminal(root, options, wire, () => session.stop());
		if (options.console !== undefined) introduce();
		chips.start(clock);
		return await session.run();
	} finally {
		chips.stop();
		terminal?.close();
		await broker?.close();
	}
}

/** What the board keeps without power: in files, or for this run. */
function openStores({ storageFile }: Options): Stores {
	if (storageFile === undefined) return { storage: new BoardStorage(), flash: new BoardFlash() };
	return { storage: new FileStorage(storageFile), flash: new FileFlash(`${storageFile}${FLASH_ENDING}`) };
}

/** Whether the terminal that this runs on is the board's console. */
function isInteractive({ json, console }: Options): boolean {
	return !json && console === undefined && process.stdin.isTTY === true && process.stdout.isTTY === true;
}

function openTerminal(root: string, { console }: Options, wire: SerialWire, onStop: () => void) {
	if (console !== undefined) return PseudoTerminal.open(root, console, wire);
	return new TerminalConsole({ input: process.stdin, output: process.stdout, wire, onStop });
}

/** What the chips feel: a mild day, or weather, or a recording with one of them behind it. */
function environmentFor({ weather, replay }: Options, now: () => number): Environment {
	const outdoors =
		weather === undefined ? new MildEnvironment(now) : new Weather({ now, start: Date.now(), seed: weather });
	return replay === undefined ? outdoors : playBack(replay, now, outdoors);
}

/** With `--bare` the board must find its network by itself, and the PC's is behind it. */
function networkFor({ bare }: Options, clock: RealClock): { network: Network; radio?: Air } {
	const network = new NodeNetwork();
	if (!bare) return { network };
	const radio = makeHouse(clock, network);
	return { network: new RadioNetwork(network, radio), radio };
}

function settingsFor({ bare }: Options, given: GivenSettings, access: BrokerAccess | undefined): SettingsObject {
	if (bare) return given.bare;
	const settings = given.complete(access);
	if (!settings.ok) throw new UsageError(settings.error);
	return settings.value;
}

async function startBroker(
	root: string,
	options: Options,
	given: GivenSettings,
	now: () => number,
): Promise<EmbeddedBroker> {
	const { bare } = options;
	// On the board's console a line in between would tear what is being typed; the page has it.
	const onTrouble = isInteractive(options) ? undefined : (text: string) => complain(`its own broker: ${text}`, 0);
	const wishes = bare ? keepCredentials(join(root, CREDENTIALS), given.brokerWishes) : given.brokerWishes;
	const folder = join(root, CERTIFICATES);
	try {
		return await EmbeddedBroker.start(folder, wishes, now, onTrouble);
	} catch (error) {
		const { code, port } = error as NodeJS.ErrnoException & { port?: number };
		if (port === undefined) throw error;
		if (given.brokerWishes.port === 0 && wishes.port !== 0)
			return EmbeddedBroker.start(folder, { ...wishes, port: 0 }, now, onTrouble);
		throw new UsageError(
			`mqtt.port: the simulator's own broker cannot listen on port ${port} (${code}); choose another`,
		);
	}
}

/** XS where it is built: it is what the board runs. */
function pickEngine(root: string, { engine }: Options): { name: EngineName; make: EngineMaker } {
	const xs = engine === "v8" ? undefined : makerOf("xs", root);
	if (xs) return { name: "xs", make: xs };
	const lack = "the XS engine is not built (it needs a C compiler and make)";
	if (engine === "xs") throw new UsageError(`--engine xs: ${lack}; --engine v8 needs neither`);
	if (engine === undefined) complain(`${lack}: running on v8`, 0);
	return { name: "v8", make: makeV8 };
}

/** Says to a person what is about to run. */
function announce(options: Options, engine: EngineName, settings: SettingsObject, own?: EmbeddedBroker): void {
	const see = own ? `see ${own.page}` : "";
	if (options.json) {
		if (own) process.stderr.write(`fieldfeed: ${see}\n`);
		return;
	}
	const broker = own ? `its own broker (${see})` : `the broker at ${settings["mqtt.host"]}`;
	const what = options.bare ? `a bare board${own ? `, its broker ready (${see})` : ""}` : broker;
	const port = options.console === undefined ? "" : `, serial port ${toShown(options.console)} (115200 baud)`;
	const hint = isInteractive(options) ? TERMINAL_HINT : "Ctrl-C stops";
	process.stderr.write(`fieldfeed: engine ${engine}, ${what}${port}; ${hint}\n`);
}

/** What the wizard will ask for. The access points' passwords are part of the play; the broker's is in the file alone. */
function announceBare(root: string, access: BrokerAccess | undefined): void {
	const points = POINTS.map(({ ssid, password, hidden }) => {
		const name = hidden ? `${ssid} (hidden, ` : `${ssid} (`;
		return name + (password === "" ? "open)" : `password ${password})`);
	});
	process.stderr.write(`fieldfeed: Wi-Fi in reach: ${points.join(", ")}\n`);
	if (!access) return;
	process.stderr.write(
		`fieldfeed: broker: host ${access.host}, port ${access.port}, CA ${join(root, CERTIFICATES, "ca.pem")}, credentials ${join(root, CREDENTIALS)}\n`,
	);
}

function viewMode(options: Options): ViewMode | undefined {
	if (options.json) return "json";
	if (isInteractive(options)) return undefined;
	return process.stdout.isTTY && !process.env.NO_COLOR ? "colour" : "plain";
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	return code;
}
