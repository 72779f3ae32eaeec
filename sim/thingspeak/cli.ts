import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toShown } from "core/utf8";
import { keepCredentials } from "../broker/credentials";
import { findRoot } from "../root";
import { untilStopped } from "../until-stopped";
import { UsageError } from "../usage";
import { EVERY_FIELD } from "./channel";
import { type Config, DEFAULT_RULES, FREE_INTERVAL_MS } from "./config";
import { parseConfig } from "./config-file";
import { Emulator } from "./emulator";
import type { Way } from "./listeners";
import type { LogLine } from "./log";
import { type EmulatorCliOptions, emulatorHelp, parseEmulatorOptions, portOption } from "./options";
import { toIso } from "./time";

/** Below the project's folder. */
const CERTIFICATES = "build/certificates";
const CREDENTIALS = "build/thingspeak/credentials.txt";
const DEFAULT_CHANNELS = [1, 2];
const EXIT_USAGE = 2;

/** Runs the emulator with the arguments of the command line until a signal; resolves to the exit code. */
export async function run(args: readonly string[]): Promise<number> {
	process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone
	const options = parseEmulatorOptions(args);
	if (!options.ok) return complain(options.error, EXIT_USAGE);
	if (options.value.help) {
		process.stdout.write(emulatorHelp());
		return 0;
	}
	try {
		await serve(findRoot(), options.value);
		return 0;
	} catch (error) {
		if (error instanceof UsageError) return complain(error.message, EXIT_USAGE);
		return complain(error instanceof Error ? error.message.split("\n")[0] : String(error), 1);
	}
}

async function serve(root: string, options: EmulatorCliOptions): Promise<void> {
	const config = options.config === undefined ? defaultConfig(root) : readConfig(options.config);
	const show = options.json ? (line: LogLine) => JSON.stringify(line) : toPlain;
	const onLine = (line: LogLine): void => {
		process.stdout.write(`${show(line)}\n`);
	};
	const { host, ports } = options;
	const stopped = untilStopped();
	const emulator = await start({ config, ports, host, certificates: join(root, CERTIFICATES), onLine });
	announce(root, options, config, emulator);
	await stopped;
	await emulator.close();
}

async function start(options: Parameters<typeof Emulator.start>[0]): Promise<Emulator> {
	try {
		return await Emulator.start(options);
	} catch (error) {
		const { code, port, way } = error as NodeJS.ErrnoException & { port?: number; way?: Way };
		if (way === undefined) throw error;
		throw new UsageError(`cannot listen on ${options.host} port ${port} (${code}); choose another: ${portOption(way)}`);
	}
}

/** One device with credentials of its own, kept from run to run, and two channels of the free licence. */
function defaultConfig(root: string): Config {
	const none = { port: 0, transport: "tls", clientId: undefined, userName: undefined, password: undefined };
	const { clientId = "", userName = "", password = "" } = keepCredentials(join(root, CREDENTIALS), none);
	const channels = DEFAULT_CHANNELS.map((id) => ({ id, publish: true, subscribe: true }));
	return {
		devices: [{ clientId, userName, password, channels }],
		channels: DEFAULT_CHANNELS.map((id) => ({
			id,
			name: `Channel ${id}`,
			fields: EVERY_FIELD,
			intervalMs: FREE_INTERVAL_MS,
			latitude: 0,
			longitude: 0,
		})),
		rules: DEFAULT_RULES,
	};
}

function readConfig(file: string): Config {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		throw new UsageError(`--config ${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
	const config = parseConfig(text);
	if (!config.ok) throw new UsageError(`--config ${file}: ${config.error}`);
	return config.value;
}

/** Says where it is and whom it lets in; a password is in its file alone. */
function announce(root: string, options: EmulatorCliOptions, { devices }: Config, emulator: Emulator): void {
	const say = (text: string): void => {
		process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	};
	const ways = (["tcp", "tls", "ws", "wss"] as const).map((way) => `${way} ${emulator.port(way)}`);
	say(`ThingSpeak of your own on ${options.host}: ${ways.join(", ")}; Ctrl-C stops`);
	say(`see http://localhost:${emulator.port("ws")}/; CA of tls and wss: ${join(root, CERTIFICATES, "ca.pem")}`);
	for (const { clientId, userName, channels } of devices) {
		const numbers = channels === "any" ? "any channel" : `channels ${channels.map(({ id }) => id).join(", ")}`;
		say(`device ${clientId}, user name ${userName}, ${numbers}`);
	}
	if (options.config === undefined) say(`its password and the rest: ${join(root, CREDENTIALS)}`);
}

function toPlain({ time, what, text }: LogLine): string {
	return `${toIso(time)} ${what.padEnd(10)} ${toShown(text)}`;
}

function complain(text: string, code: number): number {
	process.stderr.write(`fieldfeed: ${toShown(text)}\n`);
	return code;
}
