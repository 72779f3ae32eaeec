import { type Answer, type Call, type Command, Completes, done, failed } from "console/command";
import { COLUMNS, wrapped } from "console/commands/shown";
import { findCommand } from "console/split";

/** Commands that belong together. */
export interface Group {
	readonly title: string;
	readonly commands: readonly Command[];
}

const INDENT = 14;
/** Where what a command does begins. */
const HELP = 31;

/** The row of `help`, for a table of these groups. */
export function helpCommand(groups: () => readonly Group[]): Command {
	return {
		name: "help",
		usage: "[command|all]",
		help: "list the commands, or explain one",
		least: 0,
		most: 1,
		open: true,
		completes: [Completes.Command],
		words: ["all"],
		run: (call) => help(call, groups()),
	};
}

function help({ args: [name], session }: Call, groups: readonly Group[]): Answer {
	const all = groups.flatMap(({ commands }) => commands).filter(({ open }) => open || !session.locked);
	if (name === undefined) return done(overview(groups, all), { commands: all.map((command) => command.name) });
	if (name.toLowerCase() === "all")
		return done(all.flatMap(explained), { commands: all.map(({ name, usage, help }) => ({ name, usage, help })) });
	const command = findCommand(all, name);
	if (!command) return failed("unknownCommand", 'unknown command: "help" lists what there is');
	const { usage, help, more = [] } = command;
	const lines = [help, ...more].flatMap((line) => wrapped(`  ${line}`, 2));
	return done([`${command.name} ${usage}`.trimEnd(), ...lines], {
		name: command.name,
		usage,
		help,
	});
}

function overview(groups: readonly Group[], allowed: readonly Command[]): readonly string[] {
	const lines: string[] = [];
	for (const { title, commands } of groups) {
		let line = title.padEnd(INDENT);
		const names = commands.filter((command) => allowed.includes(command)).map(({ name }) => name);
		if (names.length === 0) continue;
		for (const name of names) {
			if (line.length + 1 + name.length > COLUMNS) {
				lines.push(line);
				line = " ".repeat(INDENT);
			}
			line += ` ${name}`;
		}
		lines.push(line);
	}
	const hints = [
		'"help all" has a line for each, "help set" explains one; Tab completes,',
		"; and a space separate commands.",
	];
	return [...lines, ...hints];
}

function explained({ name, usage, help }: Command): readonly string[] {
	const head = `${name} ${usage}`.trimEnd();
	if (head.length < HELP) return wrapped(head.padEnd(HELP) + help, HELP);
	return [head, ...wrapped(" ".repeat(HELP) + help, HELP)];
}
