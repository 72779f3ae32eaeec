import { Kind, type Setting } from "settings/schema";

/** The rows of console.*, a part of settings/schema. */
export const CONSOLE_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "console.password",
		kind: Kind.Password,
		least: 0,
		most: 0,
		since: "0.1.0",
		help: "locks the console but for status and help; kept as a salted and stretched hash",
	},
	{
		key: "console.autoLock",
		kind: Kind.Integer,
		least: 0,
		most: 86_400,
		fallback: 600,
		unit: "s",
		since: "0.1.0",
		help: "without a key pressed for so long the console locks itself, when it has a password; 0: never",
	},
	{
		key: "console.log",
		kind: Kind.Choice,
		least: 0,
		most: 0,
		choices: ["off", "error", "info", "debug"],
		fallback: "info",
		since: "0.1.0",
		help: "level of the log lines on the console",
	},
]);
