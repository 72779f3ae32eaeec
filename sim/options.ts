import { parseArgs } from "node:util";
import type { Result } from "core/result";
import { parseFault } from "./board/chip-fault";
import { parseChips, USUAL_CHIPS } from "./board/chip-place";
import { type Fields, nothingGiven, type Options } from "./option-fields";

export type { Options } from "./option-fields";

interface Option {
	readonly name: string;
	/** What follows it, in words; undefined for a switch. */
	readonly value?: string;
	readonly help: string;
	/** Sets its field from `text`; returns what is allowed when `text` is not. */
	readonly take: (fields: Fields, text: string) => string | undefined;
}

const FOR_MAX_S = 2_000_000;
const COUNT_MAX = 1_000_000_000;
const SEED_MAX = 0xffff_ffff;
const SPEED_MIN = 0.01;
const SPEED_MAX = 1_000;
/** `--fault`, so often at most. */
const FAULTS_MAX = 100;

/** Every option; the help and the parser read the same rows. */
const OPTIONS: readonly Option[] = [
	{
		name: "engine",
		value: "xs|v8",
		help: "JavaScript engine: xs, as on the board, where it is built; otherwise v8",
		take: takeEngine,
	},
	{ name: "settings", value: "FILE", help: "settings, a JSON file with the keys nested or dotted", take: takeFile },
	{
		name: "set",
		value: "KEY=VALUE",
		help: "one setting, after those of the file; KEY=@FILE takes the value from a file, a value that starts with @ is written with two",
		take: takeSet,
	},
	{ name: "for", value: "SECONDS", help: "stop after so many seconds of the board's time", take: takeFor },
	{
		name: "publishes",
		value: "N",
		help: "stop after N publishes; a burst that is under way is finished",
		take: takePublishes,
	},
	{ name: "json", help: "one JSON object a line on standard output", take: takeJson },
	{
		name: "console",
		value: "DEV",
		help: "the board's serial port on a pseudo-terminal, with a link to it at DEV, which terminal programs and npm run provision can open",
		take: takeConsole,
	},
	{
		name: "storage",
		value: "FILE",
		help: "what the board stores is kept in FILE, for the next run, and its flash, with readings not published yet, in FILE.flash; FILE holds passwords",
		take: takeStorage,
	},
	{
		name: "bare",
		help: "a board as it comes from the shop: nothing is set, it has a radio, and it finds network and time by itself; to try the wizard",
		take: takeBare,
	},
	{
		name: "chip",
		value: "MODEL[@ADDRESS]",
		help: "puts a chip on the board, in place of the SHT3x that is there otherwise; again and again for more",
		take: takeChip,
	},
	{
		name: "fault",
		value: "MODEL.FAULT[@SECONDS[+SECONDS]]",
		help: "the board's chips of that model have that fault, from that time of the board on, for so long; again and again for more (docs/sensors.md)",
		take: takeFault,
	},
	{ name: "seed", value: "N", help: "seed of the random numbers, to repeat a run", take: takeSeed },
	{
		name: "speed",
		value: "X",
		help: "the board's time passes X times as fast, created_at too: for the broker here, not for a real channel",
		take: takeSpeed,
	},
	{
		name: "weather",
		value: "SEED",
		help: "the chips feel days and seasons, with showers, made from that seed, and not a mild day that repeats itself",
		take: takeWeather,
	},
	{
		name: "replay",
		value: "FILE",
		help: "the chips feel a recording: CSV with columns time (s, or ISO 8601), temperature, humidity ... (docs/sensors.md)",
		take: takeReplay,
	},
	{ name: "help", help: "show this", take: takeHelp },
];

/** Parses the command line. The error is one line and never repeats a value, which might be a secret. */
export function parseOptions(args: readonly string[]): Result<Options> {
	const fields = nothingGiven();
	const types = OPTIONS.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }] as const);
	const { tokens } = parseArgs({ args: [...args], options: Object.fromEntries(types), strict: false, tokens: true });
	for (const token of tokens) {
		if (token.kind === "option-terminator") continue;
		if (token.kind === "positional")
			return { ok: false, error: "only options are taken, each starting with --; --help lists them" };
		const wanted = token.rawName === "-h" ? "--help" : token.rawName;
		const option = OPTIONS.find(({ name }) => wanted === `--${name}`);
		if (!option) return { ok: false, error: `unknown option ${token.rawName.slice(0, 32)}; --help lists them` };
		if ((token.value !== undefined) !== (option.value !== undefined))
			return { ok: false, error: `use it so: ${usage(option)}` };
		const allowed = option.take(fields, token.value ?? "");
		if (allowed !== undefined) return { ok: false, error: `--${option.name}: allowed is ${allowed}` };
	}
	if (fields.chipTexts.length === 0) takeChips(fields, USUAL_CHIPS);
	return { ok: true, value: fields };
}

/** The text of --help. */
export function helpText(): string {
	const width = Math.max(...OPTIONS.map((option) => usage(option).length));
	const lines = OPTIONS.map((option) => `  ${usage(option).padEnd(width)}  ${option.help}`);
	return `${[
		"Runs the fieldfeed firmware on this PC, by default against a broker of its own.",
		"",
		"npm start -- [options]",
		...lines,
		"",
		"On a terminal, without --json and --console, this terminal is the board's console: type help there. Ctrl-C goes to the",
		"board; Ctrl-], or Ctrl-C twice within a second, stops the simulator.",
		"",
		"It ends with 0 when at least one publish was followed by a PINGRESP on the same connection, otherwise with 1; with",
		"--bare always with 0, unless the firmware crashed; with 2 when an option or a setting is wrong. README.md has the keys.",
	].join("\n")}\n`;
}

function usage({ name, value }: Option): string {
	return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function takeEngine(fields: Fields, text: string): string | undefined {
	if (text !== "xs" && text !== "v8") return "xs or v8";
	fields.engine = text;
	return undefined;
}

function takeFile(fields: Fields, text: string): string | undefined {
	if (text === "") return "the name of a file";
	fields.settingsFile = text;
	return undefined;
}

function takeSet(fields: Fields, text: string): string | undefined {
	const equals = text.indexOf("=");
	if (equals < 1) return "KEY=VALUE";
	fields.sets.push({ key: text.slice(0, equals).trim(), value: text.slice(equals + 1) });
	return undefined;
}

function takeFor(fields: Fields, text: string): string | undefined {
	const seconds = toNumber(text);
	if (!(seconds > 0 && seconds <= FOR_MAX_S)) return `a number of seconds above 0, ${FOR_MAX_S} at most`;
	fields.forMs = seconds * 1_000;
	return undefined;
}

function takePublishes(fields: Fields, text: string): string | undefined {
	const count = toNumber(text);
	if (!(Number.isInteger(count) && count >= 1 && count <= COUNT_MAX)) return `a whole number from 1 to ${COUNT_MAX}`;
	fields.publishes = count;
	return undefined;
}

function takeSeed(fields: Fields, text: string): string | undefined {
	const seed = toNumber(text);
	if (!(Number.isInteger(seed) && seed >= 0 && seed <= SEED_MAX)) return `a whole number from 0 to ${SEED_MAX}`;
	fields.seed = seed;
	return undefined;
}

function takeSpeed(fields: Fields, text: string): string | undefined {
	const speed = toNumber(text);
	if (!(speed >= SPEED_MIN && speed <= SPEED_MAX)) return `a number from ${SPEED_MIN} to ${SPEED_MAX}`;
	fields.speed = speed;
	return undefined;
}

function takeJson(fields: Fields): undefined {
	fields.json = true;
}

function takeConsole(fields: Fields, text: string): string | undefined {
	if (text === "") return "a name for the link";
	fields.console = text;
	return undefined;
}

function takeStorage(fields: Fields, text: string): string | undefined {
	if (text === "") return "the name of a file";
	fields.storageFile = text;
	return undefined;
}

function takeBare(fields: Fields): undefined {
	fields.bare = true;
}

function takeChip(fields: Fields, text: string): string | undefined {
	fields.chipTexts.push(text);
	return takeChips(fields, fields.chipTexts);
}

function takeChips(fields: Fields, texts: readonly string[]): string | undefined {
	const chips = parseChips(texts);
	if (typeof chips === "string") return chips;
	fields.chips = chips;
	return undefined;
}

function takeFault(fields: Fields, text: string): string | undefined {
	const fault = parseFault(text);
	if (typeof fault === "string") return fault;
	if (fields.faults.length === FAULTS_MAX) return `${FAULTS_MAX} of them at most`;
	fields.faults.push(fault);
	return undefined;
}

function takeWeather(fields: Fields, text: string): string | undefined {
	const seed = toNumber(text);
	if (!(Number.isInteger(seed) && seed >= 0 && seed <= SEED_MAX)) return `a whole number from 0 to ${SEED_MAX}`;
	fields.weather = seed;
	return undefined;
}

function takeReplay(fields: Fields, text: string): string | undefined {
	if (text === "") return "the name of a file";
	fields.replay = text;
	return undefined;
}

function takeHelp(fields: Fields): undefined {
	fields.help = true;
}

function toNumber(text: string): number {
	return text.trim() === "" ? Number.NaN : Number(text);
}
