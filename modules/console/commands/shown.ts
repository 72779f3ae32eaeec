import { toShown } from "core/utf8";
import { isSecret } from "settings/draft";
import { findSetting, keyGroups, siblingWords } from "settings/key";
import { Kind, type Value } from "settings/schema";

/** What stands for a secret that is set. */
export const STARS = "********";

/** A value for people; a secret is stars, what is not set says so. */
export function shownValue(key: string, value: Value | undefined): string {
	const kind = findSetting(key)?.setting.kind;
	if (value === undefined) return "(not set)";
	if (value === "") return "(empty)";
	if (isSecret(kind)) return STARS;
	const text = toShown(String(value));
	return kind === Kind.Pem ? `(PEM, ${text.length} characters)` : text;
}

/** A value for programs; a secret is stars, null what is not set. */
export function givenValue(key: string, value: Value | undefined): Value | null {
	if (value === undefined) return null;
	return isSecret(findSetting(key)?.setting.kind) && value !== "" ? STARS : value;
}

/** What there is in place of a key that does not exist. The key itself is not repeated: it may be a secret that went astray. */
export function unknownKey(key: string): string {
	return `unknown key: ${siblingWords(key) ?? `keys start with ${keyGroups()}`}`;
}

/** Columns of a line, where that can be: the last one of a terminal stays free. */
export const COLUMNS = 79;

/** Text in lines of COLUMNS at most, broken between words; those behind the first begin with `indent` blanks. */
export function wrapped(text: string, indent: number): readonly string[] {
	const lines: string[] = [];
	let line = text;
	while (line.length > COLUMNS) {
		const at = line.lastIndexOf(" ", COLUMNS);
		if (at <= indent) break; // a word that is longer stays whole
		lines.push(line.slice(0, at).trimEnd());
		line = " ".repeat(indent) + line.slice(at + 1);
	}
	return [...lines, line];
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string): string {
	return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** A duration for people: `0.8 s`, `45 s`, `3 min 20 s`, `5 h 12 min`, `3 d 4 h`. */
export function duration(ms: number): string {
	const s = Math.floor(ms / 1_000);
	if (s < 10) return `${(Math.max(0, ms) / 1_000).toFixed(1)} s`;
	if (s < 60) return `${s} s`;
	if (s < 3_600) return `${Math.floor(s / 60)} min ${s % 60} s`;
	if (s < 86_400) return `${Math.floor(s / 3_600)} h ${Math.floor(s / 60) % 60} min`;
	return `${Math.floor(s / 86_400)} d ${Math.floor(s / 3_600) % 24} h`;
}

/** `12 s ago`; "never" for -1. */
export function ago(ms: number): string {
	return ms < 0 ? "never" : `${duration(ms)} ago`;
}

/** `in 12 s`, "now" for 0; "-" where there is none. */
export function dueIn(ms: number): string {
	return ms < 0 ? "-" : ms === 0 ? "now" : `in ${duration(ms)}`;
}

/** A time as `2026-11-22 10:00:00 UTC`; "unknown" for 0. */
export function shownTime(time: number): string {
	return time === 0 ? "unknown" : `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
