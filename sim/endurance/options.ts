import type { Result } from "core/result";
import { type OptionRow, readCommandLine, refuse, usage } from "../proxy/command-line";
import { type FaultKind, KINDS } from "../proxy/fault";
import type { Victim } from "./plan";

/** What the command line of `npm run endurance` asks for. */
export interface EnduranceCliOptions {
	readonly help: boolean;
	readonly forMs: number;
	/** Undefined: drawn, and said. */
	readonly seed: number | undefined;
	readonly victims: readonly Victim[];
	readonly kinds: readonly FaultKind[];
	readonly everyMs: number;
	readonly calmMs: number;
	readonly intervalS: number;
	readonly engine: string | undefined;
	readonly json: boolean;
}

const SEED_MAX = 0xffff_ffff;
const VICTIMS: readonly Victim[] = ["broker", "simulator"];

interface Row extends OptionRow {
	/** What stands for it when it is not given. */
	readonly usual?: string;
	/** Bounds of a number. */
	readonly bounds?: readonly [least: number, most: number];
	readonly whole?: true;
}

/** Every option; the help and the parser read the same rows. */
const ROWS: readonly Row[] = [
	{ name: "for", value: "SECONDS", help: "how long faults and kills go on", usual: "600", bounds: [5, 1_000_000] },
	{ name: "seed", value: "N", help: "seed of faults and kills, to repeat them", bounds: [0, SEED_MAX], whole: true },
	{
		name: "kill",
		value: "WHO",
		help: "who is killed with kill -9: broker, simulator, both with a comma, or none",
		usual: "broker",
	},
	{
		name: "faults",
		value: "KINDS",
		help: "kinds of fault (npm run proxy -- --help lists them), or none; all when not given",
	},
	{
		name: "every",
		value: "SECONDS",
		help: "a fault so often, on average; three are a burst, and a kill ends it",
		usual: "10",
		bounds: [1, 3_600],
	},
	{
		name: "calm",
		value: "SECONDS",
		help: "calm behind each burst, in which the back-off can start over",
		usual: "90",
		bounds: [0, 3_600],
	},
	{ name: "interval", value: "SECONDS", help: "a row so often", usual: "5", bounds: [5, 3_600], whole: true },
	{ name: "engine", value: "xs|v8", help: "the simulator's JavaScript engine" },
	{ name: "json", help: "the report as one JSON object" },
	{ name: "help", help: "show this" },
];

/** Parses the command line. The error is one line. */
export function parseEnduranceOptions(args: readonly string[]): Result<EnduranceCliOptions> {
	const given = readCommandLine(args, ROWS, (row, value) => {
		const allowed = allowedInstead(row, value);
		return allowed === undefined ? undefined : `--${row.name}: allowed is ${allowed}`;
	});
	if (!given.ok) return given;
	const usual = ROWS.flatMap(({ name, usual }) => (usual === undefined ? [] : [[name, usual] as const]));
	return read(new Map([...usual, ...given.value]));
}

/** The text of --help. */
export function enduranceHelp(): string {
	const width = Math.max(...ROWS.map((row) => usage(row).length));
	return `${[
		"Runs the simulator against a real mosquitto over TLS, through the fault proxy, and kills one or the other. In the end every",
		"sample taken must be in a row that arrived, once per created_at apart from re-sends.",
		"",
		"npm run endurance -- [options]",
		...ROWS.map(
			(row) =>
				`  ${usage(row).padEnd(width)}  ${row.help}${row.usual === undefined ? "" : `; ${row.usual} when not given`}`,
		),
		"",
		"It ends with 0 when all is there, with 1 when something is missing or wrong, with 2 when an option is wrong or mosquitto is not",
		"installed. Ctrl-C stops it early; what has been taken by then is checked.",
	].join("\n")}\n`;
}

function read(given: ReadonlyMap<string, string>): Result<EnduranceCliOptions> {
	const victims = listOf(given.get("kill") ?? "", VICTIMS);
	if (!victims) return refuse(`--kill: allowed is none, or some of ${VICTIMS.join(",")}`);
	const kinds = listOf(given.get("faults") ?? KINDS.join(","), KINDS);
	if (!kinds) return refuse(`--faults: allowed is none, or some of ${KINDS.join(",")}`);
	const engine = given.get("engine");
	if (engine !== undefined && engine !== "xs" && engine !== "v8") return refuse("--engine: allowed is xs or v8");
	const seed = given.get("seed");
	return {
		ok: true,
		value: {
			help: given.has("help"),
			forMs: Number(given.get("for")) * 1_000,
			seed: seed === undefined ? undefined : Number(seed),
			victims,
			kinds,
			everyMs: Number(given.get("every")) * 1_000,
			calmMs: Number(given.get("calm")) * 1_000,
			intervalS: Number(given.get("interval")),
			engine,
			json: given.has("json"),
		},
	};
}

/** What is allowed for a number that is not. */
function allowedInstead({ bounds, whole }: Row, text: string): string | undefined {
	if (!bounds) return undefined;
	const number = text.trim() === "" ? Number.NaN : Number(text);
	const fine = number >= bounds[0] && number <= bounds[1] && (!whole || Number.isInteger(number));
	return fine ? undefined : `a ${whole ? "whole " : ""}number from ${bounds[0]} to ${bounds[1]}`;
}

function listOf<T extends string>(text: string, all: readonly T[]): T[] | undefined {
	if (text === "none") return [];
	const names = text.split(",").map((name) => name.trim());
	return names.every((name) => (all as readonly string[]).includes(name)) ? (names as T[]) : undefined;
}
