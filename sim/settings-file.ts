import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Result } from "core/result";
import { makePlan, whyIdle } from "publisher/plan";
import { modelFacts } from "sensors/catalog";
import { findSetting } from "settings/key";
import { Kind, type Value } from "settings/schema";
import { Settings } from "settings/settings";

/** Far more than any setting; a file above it is the wrong file. */
const FILE_MAX = 1_048_576;

/** Settings as main.ts takes them: dotted keys. */
export type SettingsObject = Readonly<Record<string, Value>>;

/** The settings that were set, as main.ts takes them. */
export function toObject(settings: Settings): SettingsObject {
	return Object.fromEntries(settings.keys().map((key) => [key, settings.get(key) ?? ""]));
}

/** The settings of a file for a build, checked as a whole; the error is the first that was found, in one line. */
export function settingsForBuild(file: string): Result<SettingsObject> {
	const settings = new Settings();
	const wrong = loadSettingsFile(settings, file);
	if (wrong !== undefined) return { ok: false, error: wrong };
	const { plan, errors } = makePlan(settings, modelFacts());
	const error = errors[0] ?? whyIdle(plan);
	return error === undefined ? { ok: true, value: toObject(settings) } : { ok: false, error };
}

/** Sets what a JSON file says; returns what is wrong with it, in one line. A certificate or a private key may be `@FILE`, a name seen from that file. */
export function loadSettingsFile(settings: Settings, file: string): string | undefined {
	const text = readText("--settings", file);
	if (!text.ok) return text.error;
	let json: unknown;
	try {
		json = JSON.parse(text.value);
	} catch (error) {
		return `--settings: ${file} is not JSON${whereIn(text.value, error)}; keys and texts stand in double quotes`;
	}
	return withFiles(json, "", dirname(file)) ?? settings.load(json)[0];
}

/** Puts the content of the file in the place of each certificate or private key that is `@FILE`. */
function withFiles(json: unknown, prefix: string, folder: string): string | undefined {
	if (typeof json !== "object" || json === null) return undefined;
	for (const [name, value] of Object.entries(json)) {
		const key = prefix + name;
		if (typeof value !== "string") {
			const error = withFiles(value, `${key}.`, folder);
			if (error !== undefined) return error;
		} else if (value.startsWith("@") && isPemKey(key)) {
			const text = readText(key, resolve(folder, value.slice(1)));
			if (!text.ok) return text.error;
			Object.assign(json, { [name]: text.value });
		}
	}
	return undefined;
}

function isPemKey(key: string): boolean {
	const kind = findSetting(key)?.setting.kind;
	return kind === Kind.Pem || kind === Kind.Key;
}

/** Line and column of a mistake. Nothing else of the parser's message: it quotes the file, passwords and all. */
function whereIn(text: string, error: unknown): string {
	const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
	if (position === undefined) return text.trim() === "" ? ": it is empty" : "";
	const before = text.slice(0, Number(position)).split("\n");
	return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A file's text without a byte order mark and without the line end that editors leave. */
export function readText(what: string, file: string): Result<string> {
	try {
		const bytes = readFileSync(file);
		if (bytes.length > FILE_MAX) return { ok: false, error: `${what}: ${file} is too long` };
		const text = bytes.toString("utf8");
		return { ok: true, value: text.replace(/^\ufeff/, "").replace(/\r?\n$/, "") };
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
		return { ok: false, error: `${what}: cannot read ${file} (${code})` };
	}
}
