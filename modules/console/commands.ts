import type { Command } from "console/command";
import { BOARD_COMMANDS } from "console/commands/board";
import { BROKER_COMMANDS } from "console/commands/broker";
import { type Group, helpCommand } from "console/commands/help";
import { SENSOR_COMMANDS } from "console/commands/sensors";
import { SESSION_COMMANDS } from "console/commands/session";
import { SET_COMMANDS } from "console/commands/set";
import { SHOW_COMMANDS } from "console/commands/show";
import { STATUS_COMMANDS } from "console/commands/status";
import { SUBSCRIPTION_COMMANDS } from "console/commands/subscriptions";
import { TRANSFER_COMMANDS } from "console/commands/transfer";
import { PROVISION } from "console/provision";
import { WIZARD } from "console/wizard/wizard";

/** Every command, as help and docs/console.md have them. A new command is a row of one of these lists, or of a list of its own here. */
export const GROUPS: readonly Group[] = Object.freeze([
	{
		title: "Settings",
		commands: Object.freeze([WIZARD, ...SHOW_COMMANDS, ...SET_COMMANDS, ...TRANSFER_COMMANDS, PROVISION]),
	},
	{ title: "Board", commands: Object.freeze([...STATUS_COMMANDS, ...BOARD_COMMANDS]) },
	{ title: "Sensors", commands: SENSOR_COMMANDS },
	{ title: "Broker", commands: Object.freeze([...BROKER_COMMANDS, ...SUBSCRIPTION_COMMANDS]) },
	{ title: "Console", commands: Object.freeze([helpCommand(() => GROUPS), ...SESSION_COMMANDS]) },
]);

/** The table the console runs. */
export const COMMANDS: readonly Command[] = Object.freeze(GROUPS.flatMap(({ commands }) => commands));
