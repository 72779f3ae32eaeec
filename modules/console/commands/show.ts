import { type Answer, type Call, type Command, Completes, done, failed } from "console/command";
import { shownKeys } from "console/commands/keys";
import { givenValue, shownValue, unknownKey } from "console/commands/shown";
import { KeyStart } from "console/key-start";
import type { Change } from "settings/draft";
import { findSetting } from "settings/key";
import type { Value } from "settings/schema";

/** Commands that look at the settings. */
export const SHOW_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "show",
		usage: "[prefix]",
		help: "list settings, all or those whose key starts so; secrets as stars",
		more: ["A * in front marks what is not saved yet. What has a value without being set is marked (default)."],
		least: 0,
		most: 1,
		completes: [Completes.Key],
		run: show,
	},
	{
		name: "get",
		usage: "<key>",
		help: "show one setting's value",
		least: 1,
		most: 1,
		completes: [Completes.Key],
		run: get,
	},
	{
		name: "diff",
		usage: "",
		help: "list what save would change",
		least: 0,
		most: 0,
		run: diff,
	},
]);

function show({ host, args }: Call): Answer {
	const { staged } = host.draft;
	const [prefix = ""] = args;
	const keys = shownKeys(staged, prefix);
	if (keys.length === 0)
		return startsKey(prefix)
			? done("(not set)", { settings: {}, changed: [] })
			: failed("unknownKey", unknownKey(prefix));
	const changed = host.draft.changes().map(({ key }) => key);
	let next = 0;
	return {
		...done(() => {
			const key = keys[next++];
			if (key === undefined) return undefined;
			const mark = changed.includes(key) ? "*" : " ";
			const origin = staged.has(key) ? "" : " (default)";
			return `${mark} ${key} = ${shownValue(key, staged.get(key))}${origin}`;
		}),
		data: { settings: values(keys, (key) => staged.get(key)), changed },
	};
}

/** Whether some key starts so, or is so. */
function startsKey(prefix: string): boolean {
	const start = new KeyStart();
	for (let i = 0; i < prefix.length; i++) if (!start.take(prefix.charCodeAt(i))) return false;
	return true;
}

function get({ host, args: [given] }: Call): Answer {
	const found = findSetting(given);
	if (!found) return failed("unknownKey", unknownKey(given));
	const { key } = found;
	const { staged } = host.draft;
	const value = staged.get(key);
	return done(shownValue(key, value), { key, value: givenValue(key, value), set: staged.has(key) });
}

function diff({ host }: Call): Answer {
	const changes = host.draft.changes();
	if (changes.length === 0) return done("nothing is staged", { changes: [] });
	const given = changes.map(({ key, before, after }) => ({
		key,
		before: givenValue(key, before),
		after: givenValue(key, after),
	}));
	return done(changes.map(changeLine), { changes: given });
}

function changeLine({ key, before, after }: Change): string {
	return `${key}: ${shownValue(key, before)} -> ${shownValue(key, after)}`;
}

function values(keys: readonly string[], get: (key: string) => Value | undefined): Record<string, Value | null> {
	const found: Record<string, Value | null> = {};
	for (const key of keys) found[key] = givenValue(key, get(key));
	return found;
}
