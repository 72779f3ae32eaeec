import { spellAction, spellCondition } from "settings/action";
import { Kind, type Setting } from "settings/schema";

/** The rows of subscription.<1-8>.*, a part of settings/schema. */
export const SUBSCRIPTION_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "subscription.<1-8>.channel",
		kind: Kind.Level,
		least: 1,
		most: 12,
		since: "0.1.0",
		help: "channel ID of the channel to subscribe to",
	},
	{
		key: "subscription.<1-8>.feed",
		kind: Kind.Choice,
		least: 0,
		most: 0,
		choices: ["channel", "fields"],
		fallback: "channel",
		since: "0.1.0",
		help: "channel: whole updates, which are counted, so that none acts twice; fields: a field's bare values",
	},
	{
		key: "subscription.<1-8>.field",
		kind: Kind.Choice,
		least: 0,
		most: 0,
		choices: ["1", "2", "3", "4", "5", "6", "7", "8", "+"],
		since: "0.1.0",
		help: "whose value acts; +: every field, to log them (fields only); not set: updates are logged whole",
	},
	{
		key: "subscription.<1-8>.topic",
		kind: Kind.Text,
		least: 1,
		most: 128,
		since: "0.1.0",
		help: "in place of channel, feed and field, for other brokers: a topic with bare values (a filter, to log)",
	},
	{
		key: "subscription.<1-8>.do",
		kind: Kind.Text,
		least: 1,
		most: 64,
		fallback: "log",
		form: {
			wants: "log, restart, pin <number>, or set <key>: channel.<1-10>.interval, sensor.<name>.interval, console.log",
			spell: spellAction,
		},
		since: "0.1.0",
		help: "what a value does: log, restart, pin <number>, set <key>",
	},
	{
		key: "subscription.<1-8>.when",
		kind: Kind.Text,
		least: 2,
		most: 20,
		form: { wants: "=, !=, >, >=, < or <= and a number", spell: spellCondition },
		since: "0.1.0",
		help: "only values that are so act; a pin is high while they are so and else low",
	},
	{
		key: "subscription.<1-8>.min",
		kind: Kind.Integer,
		least: 0,
		most: 86_400,
		since: "0.1.0",
		help: "least value that set takes; not set: as the key's own",
	},
	{
		key: "subscription.<1-8>.max",
		kind: Kind.Integer,
		least: 0,
		most: 86_400,
		since: "0.1.0",
		help: "most value that set takes; not set: as the key's own",
	},
]);
