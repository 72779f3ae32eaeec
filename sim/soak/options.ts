import { parseArgs } from "node:util";
import type { Result } from "core/result";
import type { EngineName } from "../engine/engine";
import type { Fault } from "./device";
import { parseFaults } from "./fault-list";

/** What the command line of `npm run soak` asks for. */
export interface SoakOptions {
	help: boolean;
	years: number | undefined;
	seed: number;
	engine: EngineName;
	json: boolean;
	plants: boolean;
	/** One plant alone. */
	plant: string | undefined;
	device: number | undefined;
	days: number | undefined;
	/** Undefined: drawn from the seed. */
	faults: readonly Fault[] | undefined;
	jobs: number | undefined;
	log: boolean;
	svg: string | undefined;
	keep: string | undefined;
}

interface Option {
	readonly name: string;
	/** What follows it, in words; undefined for a switch. */
	readonly value?: string;
	readonly help: string;
	/** Sets its field from `text`; returns what is allowed when `text` is not. */
	readonly take: (options: SoakOptions, text: string) => string | undefined;
}

const YEARS_MAX = 1_000_000;
const SEED_MAX = 0xffff_ffff;
const DEVICE_MAX = 100_000_000;
const DAYS_MAX = 36_525;
const JOBS_MAX = 256;

/** Every option; the help and the parser read the same rows. */
const OPTIONS: readonly Option[] = [
	{ name: "years", value: "N", help: "device-years to run, 1 when not said", take: takeYears },
	{ name: "seed", value: "S", help: "seed of everything that is drawn, 1 when not said", take: takeSeed },
	{
		name: "engine",
		value: "v8|xs",
		help: "JavaScript engine; v8 when not said, xs is as on the board",
		take: takeEngine,
	},
	{ name: "jobs", value: "N", help: "devices run at a time; one a core when not said", take: takeJobs },
	{
		name: "json",
		help: "one JSON object on the last line of standard output",
		take: (options) => set(options, "json"),
	},
	{ name: "svg", value: "FILE", help: "a picture of the faults and of the pairs that overlapped", take: takeSvg },
	{
		name: "keep",
		value: "FILE",
		help: "devices that ended well are kept there: the same command goes on where it was stopped",
		take: takeKeep,
	},
	{ name: "device", value: "D", help: "this device of the soak alone", take: takeDevice },
	{ name: "days", value: "N", help: "with --device: how long it lives", take: takeDays },
	{
		name: "faults",
		value: "LIST",
		help: "with --device: these faults instead of those drawn, as the line of a failing device has them; none for none",
		take: takeFaults,
	},
	{
		name: "log",
		help: "with --device: the firmware's last lines before the violation",
		take: (options) => set(options, "log"),
	},
	{
		name: "plants",
		help: "known bugs, put in one at a time: each must be found; with --plant that one alone",
		take: (options) => set(options, "plants"),
	},
	{ name: "plant", value: "NAME", help: "one of them, with or without --device", take: takePlant },
	{ name: "help", help: "show this", take: (options) => set(options, "help") },
];

/** Parses the command line. The error is one line. */
export function parseSoakOptions(args: readonly string[]): Result<SoakOptions> {
	const options: SoakOptions = {
		help: false,
		years: undefined,
		seed: 1,
		engine: "v8",
		json: false,
		plants: false,
		plant: undefined,
		device: undefined,
		days: undefined,
		faults: undefined,
		jobs: undefined,
		log: false,
		svg: undefined,
		keep: undefined,
	};
	const types = OPTIONS.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }] as const);
	const { tokens } = parseArgs({ args: [...args], options: Object.fromEntries(types), strict: false, tokens: true });
	for (const token of tokens) {
		if (token.kind !== "option") return wrong("only options are taken, each starting with --; --help lists them");
		const wanted = token.rawName === "-h" ? "--help" : token.rawName;
		const option = OPTIONS.find(({ name }) => wanted === `--${name}`);
		if (!option) return wrong(`unknown option ${token.rawName.slice(0, 32)}; --help lists them`);
		if ((token.value !== undefined) !== (option.value !== undefined)) return wrong(`use it so: ${usage(option)}`);
		const allowed = option.take(options, token.value ?? "");
		if (allowed !== undefined) return wrong(`--${option.name}: allowed is ${allowed}`);
	}
	const clash = clashOf(options);
	return clash === undefined ? { ok: true, value: options } : wrong(clash);
}

/** The text of --help. */
export function soakHelp(): string {
	const width = Math.max(...OPTIONS.map((option) => usage(option).length));
	const lines = OPTIONS.map((option) => `  ${usage(option).padEnd(width)}  ${option.help}`);
	return `${[
		"Runs the fieldfeed firmware for years of simulated time, in a world with faults, and checks that no reading is lost.",
		"",
		"npm run soak -- [options]",
		...lines,
		"",
		"It ends with 0 when nothing was violated and no reading lost (with --plants: when each was found), otherwise with 1; with 2",
		"when an option is wrong. A device that fails prints one line that repeats it. docs/soak.md says what is simulated.",
	].join("\n")}\n`;
}

function usage({ name, value }: Option): string {
	return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function wrong(error: string): { ok: false; error: string } {
	return { ok: false, error };
}

function clashOf({ device, days, faults, log, years, plants, json, svg, keep }: SoakOptions): string | undefined {
	const alone = Object.entries({ days, faults, log: log || undefined }).find(([, value]) => value !== undefined);
	if (device === undefined && alone) return `--${alone[0]} goes with --device`;
	if (device !== undefined && years !== undefined)
		return "--years and --device exclude each other: a device has --days";
	if (plants && device !== undefined) return "--plants runs devices of its own: one of them is --plant NAME --device D";
	if (keep !== undefined && (plants || device !== undefined)) return "--keep goes with --years";
	if (plants && (json || svg !== undefined))
		return `--plants has a table of its own: leave out --${json ? "json" : "svg"}`;
	return undefined;
}

function set(options: SoakOptions, field: "json" | "log" | "plants" | "help"): undefined {
	options[field] = true;
}

function takeYears(options: SoakOptions, text: string): string | undefined {
	const years = toNumber(text);
	if (!(years > 0 && years <= YEARS_MAX)) return `a number above 0, ${YEARS_MAX} at most`;
	options.years = years;
	return undefined;
}

function takeEngine(options: SoakOptions, text: string): string | undefined {
	if (text !== "xs" && text !== "v8") return "v8 or xs";
	options.engine = text;
	return undefined;
}

function takeSeed(options: SoakOptions, text: string): string | undefined {
	return takeWhole(options, "seed", text, 0, SEED_MAX);
}

function takeJobs(options: SoakOptions, text: string): string | undefined {
	return takeWhole(options, "jobs", text, 1, JOBS_MAX);
}

function takeDevice(options: SoakOptions, text: string): string | undefined {
	return takeWhole(options, "device", text, 0, DEVICE_MAX);
}

function takeDays(options: SoakOptions, text: string): string | undefined {
	return takeWhole(options, "days", text, 1, DAYS_MAX);
}

function takeWhole(
	options: SoakOptions,
	field: "seed" | "jobs" | "device" | "days",
	text: string,
	least: number,
	most: number,
): string | undefined {
	const value = toNumber(text);
	if (!(Number.isInteger(value) && value >= least && value <= most)) return `a whole number from ${least} to ${most}`;
	options[field] = value;
	return undefined;
}

function takeFaults(options: SoakOptions, text: string): string | undefined {
	const faults = parseFaults(text);
	if (!faults.ok) return `kind@at+ms:seed, several with commas between them, or none; ${faults.error}`;
	options.faults = faults.value;
	return undefined;
}

function takePlant(options: SoakOptions, text: string): string | undefined {
	if (text === "") return "the name of a plant";
	options.plant = text;
	return undefined;
}

function takeSvg(options: SoakOptions, text: string): string | undefined {
	if (text === "") return "the name of a file";
	options.svg = text;
	return undefined;
}

function takeKeep(options: SoakOptions, text: string): string | undefined {
	if (text === "") return "the name of a file";
	options.keep = text;
	return undefined;
}

function toNumber(text: string): number {
	return text.trim() === "" ? Number.NaN : Number(text);
}
