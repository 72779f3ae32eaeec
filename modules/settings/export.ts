import { findSetting } from "settings/key";
import { Kind, type Value } from "settings/schema";
import type { Settings } from "settings/settings";
import { isSecret } from "settings/validate";

/**
 * Everything that is set, as one JSON object that settings/import and a settings file take: a line a call, undefined behind the last.
 * Secrets are left out unless `secrets`. A PEM, a private key too, is an array of its lines, so that no line of it is long. What is set may not change meanwhile.
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
		if (typeof value !== "string" || !hasLines(key)) {
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

function hasLines(key: string): boolean {
	const kind = findSetting(key)?.setting.kind;
	return kind === Kind.Pem || kind === Kind.Key;
}

/** As JSON.stringify, and what a terminal might obey or hide is escaped as well. */
function toJson(value: Value | undefined): string {
	const json = JSON.stringify(value ?? null);
	let escaped = "";
	let from = 0;
	for (let i = 0; i < json.length; i++) {
		const code = json.charCodeAt(i);
		if (code < 0x7f || isHarmless(code)) continue;
		escaped += `${json.slice(from, i)}\\u${code.toString(16).padStart(4, "0")}`;
		from = i + 1;
	}
	return from === 0 ? json : escaped + json.slice(from);
}

/** Neither DEL nor C1, nor a line separator or a change of direction (core/utf8's toShown). */
function isHarmless(code: number): boolean {
	return code >= 0xa0 && !(code >= 0x2028 && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069);
}
