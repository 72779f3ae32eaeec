import { findSetting } from "settings/key";
import { Kind, type Value } from "settings/schema";
import type { Settings } from "settings/settings";
import { isSecret } from "settings/validate";

/**
 * Everything that is set, as one JSON object that settings/import and a settings file take: a line a call, undefined behind the last.
 * Secrets are left out unless `secrets`. A PEM is an array of its lines, so that no line of it is long. What is set may not change meanwhile.
 */
export function exportLines(settings: Settings, secrets = false): () => string | undefined {
	const keys = settings.keys().filter((key) => secrets || !isSecret(findSetting(key)?.setting.kind));
	let next = -1;
	/** Where the next line of the PEM under way starts. */
	let at = -1;
	return () => {
		if (next < 0) {
			next = 0;
			return "{";
		}
		const key = keys[next];
		if (key === undefined) return next++ === keys.length ? "}" : undefined;
		const comma = next === keys.length - 1 ? "" : ",";
		const value = settings.own(key);
		if (typeof value !== "string" || findSetting(key)?.setting.kind !== Kind.Pem) {
			next++;
			return `\t"${key}": ${toJson(value)}${comma}`;
		}
		if (at < 0) {
			at = 0;
			return `\t"${key}": [`;
		}
		if (at > value.length) {
			at = -1;
			next++;
			return `\t]${comma}`;
		}
		const found = value.indexOf("\n", at);
		const end = found < 0 ? value.length : found;
		const line = value.slice(at, end);
		at = end + 1;
		return `\t\t${toJson(line)}${found < 0 ? "" : ","}`;
	};
}

function toJson(value: Value | undefined): string {
	return JSON.stringify(value ?? null);
}
