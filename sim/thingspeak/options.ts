import { parseArgs } from "node:util";
import type { Result } from "core/result";
import { LOOPBACK } from "./emulator";
import type { Way } from "./listeners";

/** What the command line of `npm run thingspeak` asks for. */
export interface EmulatorCliOptions {
	readonly help: boolean;
	readonly config: string | undefined;
	readonly host: string;
	readonly ports: Readonly<Record<Way, number>>;
	readonly json: boolean;
}

const PORT_MAX = 65_535;

/** Every option with what follows it and its help; the help and the parser read the same rows. */
const ROWS: readonly { readonly name: string; readonly value?: string; readonly help: string }[] = [
	{
		name: "config",
		value: "FILE",
		help: "devices, channels and rules, a JSON file (docs/thingspeak.md); otherwise one device with two channels",
	},
	{ name: "port", value: "N", help: "port of TCP, 1883; 0 is a free one" },
	{ name: "tls-port", value: "N", help: "port of TLS, 8883" },
	{ name: "ws-port", value: "N", help: "port of WebSocket (path /mqtt), of the page and the reads, 8080" },
	{ name: "wss-port", value: "N", help: "port of secure WebSocket, 8443" },
	{ name: "listen", value: "ADDRESS", help: `address to listen on, ${LOOPBACK}; 0.0.0.0 lets other machines in` },
	{ name: "json", help: "one JSON object a line" },
	{ name: "help", help: "show this" },
];

const WAYS: Readonly<Record<Way, readonly [option: string, port: number]>> = {
	tcp: ["port", 1_883],
	tls: ["tls-port", 8_883],
	ws: ["ws-port", 8_080],
	wss: ["wss-port", 8_443],
};

/** Parses the command line. The error is one line. */
export function parseEmulatorOptions(args: readonly string[]): Result<EmulatorCliOptions> {
	const types = ROWS.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }] as const);
	const { tokens } = parseArgs({ args: [...args], options: Object.fromEntries(types), strict: false, tokens: true });
	const given = new Map<string, string>();
	for (const token of tokens) {
		if (token.kind !== "option") return { ok: false, error: "only options are taken; --help lists them" };
		const name = token.rawName === "-h" ? "help" : token.rawName.replace(/^--/, "");
		const row = ROWS.find((one) => one.name === name);
		if (!row) return { ok: false, error: `unknown option ${token.rawName.slice(0, 32)}; --help lists them` };
		if ((row.value === undefined) !== (token.value === undefined) || token.value === "")
			return { ok: false, error: `use it so: ${usage(row)}` };
		given.set(name, token.value ?? "");
	}
	const ports = Object.fromEntries(
		Object.entries(WAYS).map(([way, [name, port]]) => [way, portOf(given.get(name), port)]),
	);
	const wrong = Object.entries(ports).find(([, port]) => port === undefined);
	if (wrong) return { ok: false, error: `--${WAYS[wrong[0] as Way][0]}: allowed is a port from 0 to ${PORT_MAX}` };
	const value = {
		help: given.has("help"),
		config: given.get("config"),
		host: given.get("listen") ?? LOOPBACK,
		ports: ports as Record<Way, number>,
		json: given.has("json"),
	};
	return { ok: true, value };
}

/** The name of the option that sets the port of a way. */
export function portOption(way: Way): string {
	return `--${WAYS[way][0]}`;
}

/** The text of --help. */
export function emulatorHelp(): string {
	const width = Math.max(...ROWS.map((row) => usage(row).length));
	return `${[
		"A ThingSpeak of your own on this PC: MQTT on four transports, HTTP reads, and a page to look at. It follows the rules of the",
		"real one and says what it drops and why, which the real one never does.",
		"",
		"npm run thingspeak -- [options]",
		...ROWS.map((row) => `  ${usage(row).padEnd(width)}  ${row.help}`),
		"",
		"Ctrl-C stops it.",
	].join("\n")}\n`;
}

function usage({ name, value }: { readonly name: string; readonly value?: string }): string {
	return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function portOf(text: string | undefined, fallback: number): number | undefined {
	if (text === undefined) return fallback;
	const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
	return port <= PORT_MAX ? port : undefined;
}
