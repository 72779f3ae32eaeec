import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importTs } from "./lib/import-ts.mjs";
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

/** Text outside of a table. */
function prose(text) {
	return text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** `npm run docs`: writes the parts of the documentation that are made from the code. */
if (process.argv[1] === new URL(import.meta.url).pathname) {
	writeFileSync(README, await readmeWithTable());
	writeFileSync(CONSOLE, await consoleWithCommands());
	writeFileSync(SOAK, await soakWithFaults());
}
