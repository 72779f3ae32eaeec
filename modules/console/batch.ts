import { type Answer, type Call, type Command, type Failed, failed } from "console/command";
import { findCommand, split } from "console/split";

/** What a locked console says. */
export const LOCKED = 'the console is locked: "unlock" first';

/** What every command of a batch is called with, but for its arguments. */
export type CallBase = Omit<Call, "args">;

/** What a batch is given. */
export interface BatchOptions {
	readonly commands: readonly Command[];
	/** Asked before each command: it may have changed. */
	readonly base: () => CallBase;
}

/** The commands of one line, run one after the other until one fails. */
export class Batch {
	private readonly options: BatchOptions;
	private rest: (readonly string[])[] = [];
	/** Name of the command that ran last; "" for one that is none. */
	command = "";
	/** That command may run while the console is locked. */
	open = false;

	constructor(options: BatchOptions) {
		this.options = options;
	}

	/** Takes a line apart. Returns what is wrong with it. */
	start(line: string): Answer | undefined {
		const commands = split(line, this.options.commands);
		this.command = "";
		this.rest = commands.ok ? [...commands.value] : [];
		return commands.ok ? undefined : failed("syntax", commands.error);
	}

	/** Runs the next command; undefined when there is none left. */
	next(): Answer | undefined {
		const words = this.rest.shift();
		if (!words) return undefined;
		const { commands, base } = this.options;
		const command = findCommand(commands, words[0]);
		this.command = command?.name ?? "";
		this.open = command?.open ?? false;
		if (!command) return failed("unknownCommand", 'unknown command: "help" lists what there is');
		const call = base();
		if (call.session.locked && !command.open) return failed("locked", LOCKED);
		const args = words.slice(1);
		if (args.length > command.most && command.rest)
			return failed("usage", `${command.name}: there is more behind the closing quote: quote all of it, or nothing`);
		if (args.length < command.least || args.length > command.most)
			return failed("usage", `usage: ${`${command.name} ${command.usage}`.trimEnd()}`);
		return command.run({ ...call, args });
	}

	/** What is answered when the command that ran last has thrown. The name alone: an exception's message may hold what was typed. */
	defect(error: unknown): Failed {
		const name = error instanceof Error ? error.name : "exception";
		return failed("defect", `a defect was caught in "${this.command}" (${name}): it was given up, the console goes on`);
	}

	/** Gives up what is left; the names of what does not run. A word that is no command is not repeated. */
	abandon(): readonly string[] {
		const names = this.rest.map(([name]) => findCommand(this.options.commands, name)?.name ?? "?");
		this.rest = [];
		return names;
	}
}
