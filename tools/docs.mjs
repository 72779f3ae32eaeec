import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modelLines } from "./lib/docs-models.mjs";
import { importTs } from "./lib/import-ts.mjs";
import { LEFT_OUT } from "./lib/sdk-left-out.mjs";
import { sdkRows } from "./lib/sdk-sensors.mjs";
import { ROOT } from "./setup.mjs";

const README = join(ROOT, "README.md");
const BEGIN = "<!-- settings: made by `npm run docs` from modules/settings/schema.ts -->";
const END = "<!-- settings end -->";
const CONSOLE = join(ROOT, "docs", "console.md");
const COMMANDS_BEGIN = "<!-- commands: made by `npm run docs` from modules/console/commands.ts -->";
const COMMANDS_END = "<!-- commands end -->";
const SOAK = join(ROOT, "docs", "soak.md");
const FAULTS_BEGIN = "<!-- faults: made by `npm run docs` from sim/soak/world/fault-table.ts -->";
const FAULTS_END = "<!-- faults end -->";

const SDK = join(ROOT, "docs", "sensors-sdk.md");
const SDK_BEGIN = "<!-- sdk rows: made by `npm run docs` from sensors/sdk -->";
const SDK_END = "<!-- sdk rows end -->";
const LEFT_BEGIN = "<!-- sdk left out: made by `npm run docs` from tools/lib/sdk-left-out.mjs -->";
const LEFT_END = "<!-- sdk left out end -->";

const SENSORS = join(ROOT, "docs", "sensors.md");
const MODELS_BEGIN = "<!-- models: made by `npm run docs` from sensors/catalog.ts -->";
const MODELS_END = "<!-- models end -->";

/** Text for a cell: a bar would end it, and a pair of angle brackets would be taken for HTML. */
function cell(text) {
	return String(text).replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** README.md with its settings table made anew. */
export async function readmeWithTable() {
	const { SCHEMA, allowed } = await importTs(
		'export { SCHEMA } from "settings/schema"; export { allowed } from "settings/validate";',
	);
	const rows = SCHEMA.map((setting) => {
		const fallback = setting.fallback === undefined || setting.fallback === "" ? "" : `\`${setting.fallback}\``;
		const unit = setting.unit ? ` (${setting.unit})` : "";
		return `| \`${setting.key}\` | ${cell(setting.help)} | ${cell(allowed(setting))}${unit} | ${fallback} | ${setting.since} |`;
	});
	const table = ["| key | what it is | allowed | when not set | since |", "|---|---|---|---|---|", ...rows].join("\n");
	const text = readFileSync(README, "utf8");
	const [head, rest] = text.split(BEGIN);
	const tail = rest?.split(END)[1];
	if (tail === undefined) throw new Error("README.md has lost the marks around its settings table");
	return `${head}${BEGIN}\n${table}\n${END}${tail}`;
}

/** docs/console.md with its commands made anew. */
export async function consoleWithCommands() {
	const { GROUPS } = await importTs('export { GROUPS } from "console/commands";');
	const lines = [];
	for (const { title, commands } of GROUPS) {
		lines.push(`### ${title}`, "");
		for (const { name, usage, help, more = [], open } of commands) {
			const locked = open ? " Allowed while the console is locked." : "";
			lines.push(
				`- \`${`${name} ${usage}`.trimEnd()}\`: ${prose(help)}.${locked}${more.map((line) => ` ${prose(line)}`).join("")}`,
			);
		}
		lines.push("");
	}
	const text = readFileSync(CONSOLE, "utf8");
	const [head, rest] = text.split(COMMANDS_BEGIN);
	const tail = rest?.split(COMMANDS_END)[1];
	if (tail === undefined) throw new Error("docs/console.md has lost the marks around its commands");
	return `${head}${COMMANDS_BEGIN}\n${lines.join("\n")}${COMMANDS_END}${tail}`;
}

/** docs/soak.md with its fault kinds made anew. */
export async function soakWithFaults() {
	const { KINDS } = await importTs('export { KINDS } from "./sim/soak/world/fault-table";');
	const lines = [`${KINDS.length} kinds:`, "", "| kind | what |", "|---|---|"];
	for (const { name, what } of KINDS) lines.push(`| \`${name}\` | ${what} |`);
	const text = readFileSync(SOAK, "utf8");
	const [head, rest] = text.split(FAULTS_BEGIN);
	const tail = rest?.split(FAULTS_END)[1];
	if (tail === undefined) throw new Error("docs/soak.md has lost the marks around its fault kinds");
	return `${head}${FAULTS_BEGIN}\n${lines.join("\n")}\n${FAULTS_END}${tail}`;
}

/** docs/sensors-sdk.md with its two tables made anew. */
export async function sdkWithRows() {
	const rows = await sdkRows();
	const lines = [
		"| model | `--sdk-sensor` | chip | where | quantities | opening | sample | notes |",
		"|---|---|---|---|---|---|---|---|",
	];
	for (const { name, folder, chip, io, addresses, quantities, openMs, blockMs, note = "" } of rows) {
		const where = `${io}, ${addresses.map((address) => `0x${address.toString(16).padStart(2, "0")}`).join(", ")}`;
		const what = quantities.map((one) => `\`${one.name}\` (${one.unit})`).join(", ");
		lines.push(
			`| \`${name}\` | \`${folder}\` | ${chip} | ${where} | ${what} | ${openMs} | ${blockMs} | ${cell(note)} |`,
		);
	}
	const left = ["| driver | why |", "|---|---|"];
	for (const [folder, reason] of Object.entries(LEFT_OUT)) left.push(`| \`${folder}\` | ${cell(reason)} |`);
	const text = between(readFileSync(SDK, "utf8"), SDK_BEGIN, SDK_END, lines);
	return between(text, LEFT_BEGIN, LEFT_END, left);
}

/** docs/sensors.md with its table of models made anew. */
export async function sensorsWithModels() {
	return between(readFileSync(SENSORS, "utf8"), MODELS_BEGIN, MODELS_END, await modelLines());
}

/** `text` with these lines between the marks. */
function between(text, begin, end, lines) {
	const [head, rest] = text.split(begin);
	const tail = rest?.split(end)[1];
	if (tail === undefined) throw new Error(`${begin} is lost`);
	return `${head}${begin}\n${lines.join("\n")}\n${end}${tail}`;
}

/** Text outside of a table. */
function prose(text) {
	return text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** `npm run docs`: writes the parts of the documentation that are made from the code. */
if (process.argv[1] === new URL(import.meta.url).pathname) {
	writeFileSync(README, await readmeWithTable());
	writeFileSync(CONSOLE, await consoleWithCommands());
	writeFileSync(SOAK, await soakWithFaults());
	writeFileSync(SDK, await sdkWithRows());
	writeFileSync(SENSORS, await sensorsWithModels());
}
