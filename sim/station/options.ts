import type { Result } from "core/result";
import type { EngineName } from "../engine/engine";
import { type OptionRow, readCommandLine, refuse, usage } from "../proxy/command-line";

/** What the command line of `npm run station` asks for. */
export interface StationOptions {
	readonly help: boolean;
	readonly days: number;
	readonly seed: number;
	readonly engine: EngineName;
	readonly json: boolean;
	/** File for the picture. */
	readonly svg: string | undefined;
}

const DAYS = 30;
const DAYS_MAX = 3_650;
const SEED_MAX = 0xffff_ffff;

const ROWS: readonly OptionRow[] = [
	{ name: "days", value: "N", help: `how long it runs, ${DAYS} days when not given` },
	{ name: "seed", value: "S", help: "seed of the weather and of the faults, 1 when not given" },
	{ name: "engine", value: "v8|xs", help: "JavaScript engine; v8 when not given" },
	{ name: "json", help: "one JSON object on the last line" },
	{ name: "svg", value: "FILE", help: "a picture of what was published, and when sensors were broken" },
	{ name: "help", help: "show this" },
];

/** Parses the command line. The error is one line. */
export function parseStationOptions(args: readonly string[]): Result<StationOptions> {
	const given = readCommandLine(args, ROWS);
	if (!given.ok) return given;
	const days = whole(given.value.get("days"), DAYS, 1, DAYS_MAX);
	const seed = whole(given.value.get("seed"), 1, 0, SEED_MAX);
	const engine = given.value.get("engine") ?? "v8";
	if (days === undefined) return refuse(`--days: allowed is a whole number from 1 to ${DAYS_MAX}`);
	if (seed === undefined) return refuse(`--seed: allowed is a whole number from 0 to ${SEED_MAX}`);
	if (engine !== "v8" && engine !== "xs") return refuse("--engine: allowed is v8 or xs");
	const has = (name: string): boolean => given.value.has(name);
	return { ok: true, value: { help: has("help"), days, seed, engine, json: has("json"), svg: given.value.get("svg") } };
}

/** The text of --help. */
export function stationHelp(): string {
	const width = Math.max(...ROWS.map((row) => usage(row).length));
	return `${[
		"Runs a station with ten different sensors in a simulated weather, breaks them at random, and holds every sample and every",
		"published field against what the weather really was.",
		"",
		"npm run station -- [options]",
		...ROWS.map((row) => `  ${usage(row).padEnd(width)}  ${row.help}`),
		"",
		"It ends with 0 when every field was right, every fault was told, and no sample came more than a second late.",
	].join("\n")}\n`;
}

function whole(text: string | undefined, otherwise: number, least: number, most: number): number | undefined {
	if (text === undefined) return otherwise;
	const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
	return value >= least && value <= most ? value : undefined;
}
