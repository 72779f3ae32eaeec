import { type Answer, AnswerKind, type Call, type Command, Completes, done, failed } from "console/command";
import { counted, shownValue, unknownKey } from "console/commands/shown";
import type { Host } from "console/host";
import { toShown } from "core/utf8";
import { isSecret } from "settings/draft";
import { IMPORT_MAX, importEnds } from "settings/import";
import { findSetting } from "settings/key";
import { PASSWORD_MAX, PASSWORD_MIN } from "settings/password/password";
import { Kind } from "settings/schema";

/** The lock's own key: what is stored is made of the password by the host. */
export const LOCK_KEY = "console.password";
const BAD_PASSWORD = `${LOCK_KEY}: allowed is text of ${PASSWORD_MIN} to ${PASSWORD_MAX} bytes without control characters; nothing is set`;

/** Commands that stage settings and store them. */
export const SET_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "set",
		usage: "<key> [value]",
		help: "stage a setting; save keeps it",
		more: [
			"The value is the rest of the line, or one word in quotes. A secret without a value is asked for, and not echoed.",
			"A PEM without a value is pasted, and not echoed.",
			"A secret with a value is echoed as stars, and the line is not kept for the arrow keys.",
		],
		least: 1,
		most: 2,
		rest: true,
		completes: [Completes.Key, Completes.Value],
		run: set,
	},
	{
		name: "unset",
		usage: "<key>",
		help: "stage that a setting goes back to what the firmware was built with",
		least: 1,
		most: 1,
		completes: [Completes.Key],
		run: unset,
	},
	{
		name: "save",
		usage: "",
		help: "store what is staged, all or nothing, and put it in force",
		least: 0,
		most: 0,
		run: save,
	},
	{
		name: "reload",
		usage: "",
		help: "forget what is staged",
		least: 0,
		most: 0,
		run: reload,
	},
]);

function set(call: Call): Answer {
	const [given, value] = call.args;
	const found = findSetting(given);
	if (!found) return failed("unknownKey", unknownKey(given));
	const { key, setting } = found;
	const pem = setting.kind === Kind.Pem || setting.kind === Kind.Key;
	if (pem && (value === undefined || isFirstLine(value))) return paste(call.host, key, value);
	if (value !== undefined) return stage(call.host, key, value);
	if (!isSecret(setting.kind)) return failed("usage", `usage: set ${key} <value>; "unset ${key}" takes it away`);
	const ask = { kind: AnswerKind.Ask as const, hidden: true };
	if (key !== LOCK_KEY) return { ...ask, prompt: `${key}:`, take: (text) => stage(call.host, key, text) };
	return {
		...ask,
		prompt: "new password:",
		take: (first) => ({
			...ask,
			prompt: "once more:",
			take: (second) =>
				first === second ? stage(call.host, key, first) : failed("value", "they differ: nothing was set"),
		}),
	};
}

/** A PEM that was pasted behind the key: only its first line belongs to the command. */
function isFirstLine(value: string): boolean {
	return value.startsWith("-----BEGIN ") && !value.includes("-----END ");
}

function paste(host: Host, key: string, begun: string | undefined): Answer {
	return {
		kind: AnswerKind.Block,
		prompt: `paste the PEM for ${key} now; it is not echoed. A line with a dot alone ends it, Ctrl-C gives up.`,
		most: IMPORT_MAX,
		...(begun === undefined ? {} : { begun: `${begun}\n` }),
		ends: importEnds,
		take: (text) => stage(host, key, text),
	};
}

/** Stages one value; a password of the console is sealed first, unless it is the stored form (from an export). */
export function stage(host: Host, key: string, value: string): Answer {
	const problem = host.draft.set(key, value);
	const sealed = problem !== undefined && key === LOCK_KEY ? host.seal(value) : undefined;
	if (problem !== undefined && (sealed === undefined || host.draft.set(key, sealed) !== undefined))
		return failed("value", key === LOCK_KEY ? BAD_PASSWORD : problem);
	return done(`${key} = ${shownValue(key, host.draft.staged.get(key))}`, { key });
}

function unset({ host, args: [given] }: Call): Answer {
	const found = findSetting(given);
	if (!found) return failed("unknownKey", unknownKey(given));
	const { key } = found;
	const problem = host.draft.unset(key);
	if (problem !== undefined) return failed("value", problem);
	return done(`${key} = ${shownValue(key, host.draft.staged.get(key))}`, { key });
}

function save({ host }: Call): Answer {
	const { draft } = host;
	const changes = draft.changes().length;
	if (changes === 0) return done("nothing is staged: nothing was stored", { changes, bytes: 0, warnings: [] });
	const warnings = host.check().map(toShown); // they may name a value
	const saved = draft.save();
	if (!saved.ok) return failed("storage", saved.error);
	host.apply();
	const lines = warnings.map((line) => `warning: ${line}`);
	return done([...lines, `saved ${counted(changes, "change")} (${saved.value} bytes)`], {
		changes,
		bytes: saved.value,
		warnings,
	});
}

function reload({ host }: Call): Answer {
	const changes = host.draft.changes().length;
	host.draft.reload();
	return done(changes === 0 ? "nothing was staged" : `${counted(changes, "change")} forgotten`, { changes });
}
