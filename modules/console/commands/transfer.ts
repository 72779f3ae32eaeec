import { type Answer, AnswerKind, type Call, type Command, done, failed } from "console/command";
import { confirm } from "console/commands/confirm";
import { LOCK_KEY } from "console/commands/set";
import { counted, givenValue } from "console/commands/shown";
import type { Host } from "console/host";
import { exportLines } from "settings/export";
import { IMPORT_MAX, importEnds, importPairs, readImport } from "settings/import";
import type { Pair } from "settings/json";
import { findSetting } from "settings/key";
import { isSecret } from "settings/validate";

const SECRETS = "--with-secrets";

/** Commands that carry settings away, and in. */
export const TRANSFER_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "export",
		usage: "[--with-secrets [yes]]",
		help: "print what is set as JSON, for import or a settings file",
		more: [
			"Passwords are left out unless you ask for them, and say yes: they are then on your screen, and in its log.",
		],
		least: 0,
		most: 2,
		words: [SECRETS],
		run: runExport,
	},
	{
		name: "import",
		usage: "",
		help: "paste settings: JSON, ThingSpeak's downloaded credentials, or a PEM for mqtt.ca",
		more: [
			"What is pasted is not echoed. It ends by itself, or with a line that holds a dot alone; Ctrl-C gives up.",
			"All of it is staged, or nothing. A line that begins with {, -----BEGIN or #define starts it by itself.",
		],
		least: 0,
		most: 0,
		run: runImport,
	},
]);

function runExport(call: Call): Answer {
	const { args } = call;
	if (args.length > 0 && args[0].toLowerCase() !== SECRETS) return failed("usage", `usage: export [${SECRETS}]`);
	if (args.length === 0) return exported(call, false);
	return confirm("passwords will be shown in the clear: type yes to go on:", args[1], () => exported(call, true));
}

function exported({ host, json }: Call, secrets: boolean): Answer {
	const { staged } = host.draft;
	if (!json) return done(exportLines(staged, secrets));
	const settings: Record<string, unknown> = {};
	for (const key of staged.keys()) {
		if (secrets) settings[key] = staged.own(key);
		else if (!isSecret(findSetting(key)?.setting.kind)) settings[key] = givenValue(key, staged.own(key));
	}
	return done(undefined, { settings });
}

function runImport({ host }: Call): Answer {
	return {
		kind: AnswerKind.Block,
		prompt: "paste it now; it is not echoed. A line with a dot alone ends it, Ctrl-C gives up.",
		most: IMPORT_MAX,
		ends: importEnds,
		take: (text) => imported(host, text),
	};
}

function imported(host: Host, text: string): Answer {
	const read = readImport(text);
	if (!read.ok) return failed("import", read.error);
	const staged = importPairs(
		host.draft,
		read.value.pairs.map(([key, value]) => sealed(host, key, value)),
	);
	if (!staged.ok) return failed("import", staged.error);
	const keys = [...staged.value];
	return done([`${counted(keys.length, "setting")} staged: ${keys.join(", ")}`, '"save" keeps them'], { keys });
}

/** A password of the console as it is stored; everything else as it is. */
function sealed(host: Host, key: string, value: Pair[1]): Pair {
	const found = findSetting(key);
	if (
		found?.key !== LOCK_KEY ||
		typeof value !== "string" ||
		host.draft.active.copy().set(LOCK_KEY, value) === undefined
	)
		return [key, value];
	return [key, host.seal(value) ?? value];
}
