import { randomInt } from "node:crypto";
import { join } from "node:path";
import { toShown } from "core/utf8";
import { I2cBus } from "./board/bus";
import { Sht3xChip } from "./board/chips/sht3x";
import { readProbe } from "./board/probe";
import { EmbeddedBroker } from "./broker/broker";
import { bundleGuest } from "./bundle";
import { RealClock } from "./clock/real";
import type { EngineMaker, EngineName } from "./engine/engine";
import { makerOf, makeV8 } from "./engine/makers";
import { NodeNetwork } from "./network/node";
import { helpText, type Options, parseOptions } from "./options";
import { findRoot } from "./root";
import { Session } from "./session";
import { GivenSettings } from "./settings";
import type { SettingsObject } from "./settings-file";
import type { ViewMode } from "./view";

const EXIT_USAGE = 2;
const SHT3X_ADDRESS = 0x44;

/** Something the user can put right, told in one line. */
class UsageError extends Error {}

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
	const engine = pickEngine(root, options);
	const broker = given.value.namesBroker ? undefined : await startBroker(root, given.value);
	try {
		const settings = given.value.complete(broker?.access);
		if (!settings.ok) throw new UsageError(settings.error);
		if (!options.json) announce(engine.name, settings.value, broker !== undefined);
		if (given.value.forgetsBroker)
			complain("mqtt.host is not set: this goes to the simulator's own broker, not to ThingSpeak", 0);
		const script = await bundleGuest({ root });
		const clock = new RealClock(options.speed); // last: it starts at 0
		const session = new Session({
			engine: engine.make,
			clock,
			network: new NodeNetwork(),
			bus: makeBus(clock),
			probe: readProbe,
			script,
			config: { settings: settings.value, log: "json" },
			seed: options.seed ?? randomInt(2 ** 32),
			forMs: options.forMs,
			publishes: options.publishes,
			mode: viewMode(options),
		});
		return await session.run();
	} finally {
		await broker?.close();
	}
}

async function startBroker(root: string, { brokerWishes }: GivenSettings): Promise<EmbeddedBroker> {
	try {
		return await EmbeddedBroker.start(join(root, "build/certificates"), brokerWishes);
	} catch (error) {
		const { code, port } = error as NodeJS.ErrnoException & { port?: number };
		if (port === undefined) throw error;
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
function announce(engine: EngineName, settings: SettingsObject, embedded: boolean): void {
	const broker = `${embedded ? "its own broker" : "the broker"} at ${settings["mqtt.host"]}`;
	process.stderr.write(`fieldfeed: engine ${engine}, ${broker}; Ctrl-C stops\n`);
}

/** One SHT3x, in a room that slowly warms and cools. */
function makeBus(clock: RealClock): I2cBus {
	const bus = new I2cBus();
	const wave = (periodMs: number): number => Math.sin((2 * Math.PI * clock.ticks) / periodMs);
	const environment = { temperature: () => 21.5 + 1.5 * wave(600_000), humidity: () => 45 + 5 * wave(900_000) };
	bus.attach(SHT3X_ADDRESS, new Sht3xChip(environment, () => clock.ticks));
	return bus;
}

function viewMode({ json }: Options): ViewMode {
	if (json) return "json";
	return process.stdout.isTTY && !process.env.NO_COLOR ? "colour" : "plain";
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	return code;
}
