import { type Answer, type Call, type Command, done, failed } from "console/command";
import { confirm } from "console/commands/confirm";
import { counted } from "console/commands/shown";

/** Commands about the board as a whole. */
export const BOARD_COMMANDS: readonly Command[] = Object.freeze([
	{ name: "version", usage: "", help: "show what runs here", least: 0, most: 0, run: version },
	{
		name: "restart",
		usage: "[yes]",
		help: "restart the board; asks when something would be lost by it",
		least: 0,
		most: 1,
		words: ["yes"],
		run: restart,
	},
	{
		name: "factory-reset",
		usage: "[yes]",
		help: "erase all settings, secrets too, and all rows, down to the flash, and restart; asks before",
		least: 0,
		most: 1,
		words: ["yes"],
		run: factoryReset,
	},
]);

function version({ host }: Call): Answer {
	const data: Record<string, string> = {};
	for (const [name, value] of host.about()) data[name] = value;
	return done(
		host.about().map(([name, value]) => `${name.padEnd(10)} ${value}`),
		data,
	);
}

function restart({ host, args: [given] }: Call): Answer {
	const { kept, durable } = host.status();
	const rows = durable ? 0 : kept;
	const changes = host.draft.changes().length;
	const act = (): Answer => {
		host.restart();
		return done("restarting", {});
	};
	if (given === undefined && rows === 0 && changes === 0) return act();
	const lost: string[] = [];
	if (rows > 0) lost.push(`${counted(rows, "row")} not published yet`);
	if (changes > 0) lost.push(`${counted(changes, "change")} not saved`);
	return confirm(`lost by it: ${lost.join(", ")}. Type yes to restart:`, given, act);
}

function factoryReset({ host, args: [given] }: Call): Answer {
	return confirm("settings, secrets and rows will be erased. Type yes to go on:", given, () => {
		const problem = host.factoryReset();
		return problem === undefined ? done("erased; restarting", {}) : failed("storage", problem);
	});
}
