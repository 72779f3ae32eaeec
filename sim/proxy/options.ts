import type { Result } from "core/result";
import { type OptionRow, readCommandLine, refuse, usage } from "./command-line";
import { FAULTS, type FaultKind, KINDS } from "./fault";

/** What the command line of `npm run proxy` asks for. */
export interface ProxyCliOptions {
	readonly help: boolean;
	readonly target: { readonly host: string; readonly port: number };
	readonly port: number;
	/** Undefined: drawn, and said. */
	readonly seed: number | undefined;
	readonly kinds: readonly FaultKind[];
	/** Milliseconds, or undefined: until Ctrl-C. */
	readonly forMs: number | undefined;
	readonly everyMs: number;
	readonly json: boolean;
}

const PORT_MAX = 65_535;
const SEED_MAX = 0xffff_ffff;
const FOR_MAX_S = 2_000_000;
const EVERY_S = 15;
const EVERY_MAX_S = 3_600;

/** Every option with what follows it and its help; the help and the parser read the same rows. */
const ROWS: readonly OptionRow[] = [
	{ name: "target", value: "HOST:PORT", help: "the server behind it, a broker mostly; needed" },
	{ name: "port", value: "N", help: "port to listen on, on this PC alone; a free one when not given" },
	{ name: "faults", value: "KINDS", help: "kinds of fault, with commas between them, or none; all when not given" },
	{ name: "every", value: "SECONDS", help: `a fault so often, on average; ${EVERY_S} when not given` },
	{ name: "seed", value: "N", help: "seed of the schedule, to repeat it" },
	{ name: "for", value: "SECONDS", help: "stop after so many seconds" },
	{ name: "json", help: "one JSON object a line" },
	{ name: "help", help: "show this" },
];

/** Parses the command line. The error is one line. */
export function parseProxyOptions(args: readonly string[]): Result<ProxyCliOptions> {
	const given = readCommandLine(args, ROWS);
	return given.ok ? read(given.value) : given;
}

/** The text of --help. */
export function proxyHelp(): string {
	const width = Math.max(...ROWS.map((row) => usage(row).length));
	return `${[
		"Stands between a client and its broker and does what bad networks do. It cannot read TLS, and needs no key.",
		"",
		"npm run proxy -- --target HOST:PORT [options]",
		...ROWS.map((row) => `  ${usage(row).padEnd(width)}  ${row.help}`),
		"",
		"Kinds of fault:",
		...KINDS.map((kind) => `  ${kind.padEnd(width)}  ${FAULTS[kind].help}`),
		"",
		"Point the client at localhost and its port. With TLS the broker's certificate must then be for localhost, or the broker's name",
		"must lead to 127.0.0.1 on this PC. Ctrl-C stops it.",
	].join("\n")}\n`;
}

function read(given: ReadonlyMap<string, string>): Result<ProxyCliOptions> {
	const help = given.has("help");
	const target = targetOf(given.get("target") ?? (help ? "localhost:1883" : ""));
	if (!target) return refuse("--target: needed is HOST:PORT, as in --target localhost:8883");
	const port = numberOf(given.get("port") ?? "0");
	if (!isWhole(port, 0, PORT_MAX)) return refuse(`--port: allowed is a port from 0 to ${PORT_MAX}`);
	const seed = given.has("seed") ? numberOf(given.get("seed")) : undefined;
	if (seed !== undefined && !isWhole(seed, 0, SEED_MAX))
		return refuse(`--seed: allowed is a whole number from 0 to ${SEED_MAX}`);
	const kinds = kindsOf(given.get("faults"));
	if (!kinds) return refuse(`--faults: allowed is none, or some of ${KINDS.join(",")}`);
	const forS = given.has("for") ? numberOf(given.get("for")) : undefined;
	if (forS !== undefined && !(forS > 0 && forS <= FOR_MAX_S))
		return refuse(`--for: allowed is a number of seconds above 0, ${FOR_MAX_S} at most`);
	const every = numberOf(given.get("every") ?? `${EVERY_S}`);
	if (!(every >= 1 && every <= EVERY_MAX_S))
		return refuse(`--every: allowed is a number of seconds from 1 to ${EVERY_MAX_S}`);
	const forMs = forS === undefined ? undefined : forS * 1_000;
	return {
		ok: true,
		value: { help, target, port, seed, kinds, forMs, everyMs: every * 1_000, json: given.has("json") },
	};
}

/** An address of IPv6 stands in brackets. */
function targetOf(text: string): { host: string; port: number } | undefined {
	const found = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text);
	const port = Number(found?.[3]);
	return found && isWhole(port, 1, PORT_MAX) ? { host: found[1] ?? found[2], port } : undefined;
}

function kindsOf(text: string | undefined): FaultKind[] | undefined {
	if (text === undefined) return [...KINDS];
	if (text === "none") return [];
	const names = text.split(",").map((name) => name.trim());
	return names.every((name) => (KINDS as readonly string[]).includes(name)) ? (names as FaultKind[]) : undefined;
}

function numberOf(text: string | undefined): number {
	return text === undefined || text.trim() === "" ? Number.NaN : Number(text);
}

function isWhole(value: number, least: number, most: number): boolean {
	return Number.isInteger(value) && value >= least && value <= most;
}
