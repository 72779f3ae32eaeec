import type { Command } from "console/command";
import { type Group, helpCommand } from "console/commands/help";
import { SESSION_COMMANDS } from "console/commands/session";
import { SET_COMMANDS } from "console/commands/set";
import { SHOW_COMMANDS } from "console/commands/show";

/** Every command, as help and docs/console.md have them. A new command is a row of one of the lists, or a list of its own here. */
export const GROUPS: readonly Group[] = Object.freeze([
	{ title: "Settings", commands: Object.freeze([...SHOW_COMMANDS, ...SET_COMMANDS]) },
	{ title: "Console", commands: Object.freeze([helpCommand(() => GROUPS), ...SESSION_COMMANDS]) },
]);

/** The table the console runs. */
export const COMMANDS: readonly Command[] = Object.freeze(GROUPS.flatMap(({ commands }) => commands));
