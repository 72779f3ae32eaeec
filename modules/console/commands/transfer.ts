import { type Answer, AnswerKind, type Call, type Command, done, failed } from "console/command";
import { confirm } from "console/commands/confirm";
import { counted, givenValue } from "console/commands/shown";
import type { Host } from "console/host";
import { sealedPairs } from "console/install";
import { exportLines } from "settings/export";
import { IMPORT_MAX, importEnds, importPairs, readImport } from "settings/import";
import { findSetting } from "settings/key";
import { isSecret } from "settings/validate";

const SECRETS = "--with-secrets";
const CERTIFICATES_ALONE = 'they are trusted as roots; a client certificate goes by "set mqtt.certificate"';

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
		help: "paste settings: JSON, ThingSpeak's downloaded credentials, or PEM",
		more: [
			"What is pasted is not echoed. It ends by itself, or with a line that holds a dot alone; Ctrl-C gives up.",
			"PEM: certificates alone are mqtt.ca; with a private key they are mqtt.certificate and mqtt.key; a private key alone is mqtt.key.",
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
	const pairs = sealedPairs(host, read.value.pairs);
	if (!pairs.ok) return failed("import", `import: ${pairs.error}`);
	const staged = importPairs(host.draft, pairs.value);
	if (!staged.ok) return failed("import", staged.error);
	const keys = [...staged.value];
	const lines = [`${counted(keys.length, "setting")} staged: ${keys.join(", ")}`, '"save" keeps them'];
	const { format } = read.value;
	const pem = format === "certificates" || format === "client" || format === "key";
	if (format === "certificates") lines.splice(1, 0, CERTIFICATES_ALONE);
	const behind = pem ? linesBehind(text) : 0;
	if (behind > 0)
		lines.unshift(
			`${counted(behind, "line")} behind the ${format === "key" ? "private key" : "certificate"} ${behind > 1 ? "were" : "was"} passed over`,
		);
	return done(lines, { keys });
}

/** Lines that stand behind the last certificate of a paste: a command among them was not run. */
function linesBehind(text: string): number {
	const end = text.lastIndexOf("-----END ");
	return (
		text
			.slice(end)
			.split("\n")
			.filter((line) => line.trim() !== "").length - 1
	);
}
