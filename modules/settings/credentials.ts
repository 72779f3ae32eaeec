import type { Result } from "core/result";
import type { Pair } from "settings/json";

/** What ThingSpeak calls the parts of an MQTT device's credentials, without case, blanks, dashes and underscores; and their settings. */
const NAMES: readonly (readonly [name: string, key: string])[] = Object.freeze([
	["clientidentifier", "mqtt.clientId"],
	["clientid", "mqtt.clientId"],
	["username", "mqtt.userName"],
	["password", "mqtt.password"],
]);
/** The settings that credentials are, in the order in which they are asked for. */
const KEYS: readonly string[] = Object.freeze(["mqtt.clientId", "mqtt.userName", "mqtt.password"]);
/** What may stand in front of a name: SECRET_MQTT_PASSWORD, `const char mqttPassword[]`. */
const PREFIXES: readonly string[] = Object.freeze([
	"secret",
	"mqtt",
	"thingspeak",
	"device",
	"define",
	"const",
	"static",
	"char",
	"string",
	"var",
	"let",
	"my",
	"your",
]);
const IGNORED = " \t_-*[]\"'#";
/** A name longer than this is none. */
const NAME_MAX = 64;

/** The setting that `name` is in ThingSpeak's credentials, or undefined. */
export function credentialKey(name: string): string | undefined {
	if (name.length > NAME_MAX) return undefined;
	let rest = "";
	for (const character of name.toLowerCase()) if (!IGNORED.includes(character)) rest += character;
	for (;;) {
		const found = NAMES.find(([known]) => known === rest);
		if (found) return found[1];
		const prefix = PREFIXES.find((word) => rest.startsWith(word));
		if (prefix === undefined) return undefined;
		rest = rest.slice(prefix.length);
	}
}

/** The credentials among `pairs`, whatever else is there, as settings. The error is one line without any of it. */
export function toCredentials(pairs: readonly Pair[]): Result<readonly Pair[]> {
	const found = new Map<string, Pair[1]>();
	for (const [name, value] of pairs) {
		const key = credentialKey(name);
		if (key === undefined) continue;
		if (found.has(key) && found.get(key) !== value)
			return { ok: false, error: `credentials: ${key} is there twice, with different values` };
		found.set(key, value);
	}
	const missing = KEYS.filter((key) => (found.get(key) ?? "") === "");
	if (missing.length === 0) return { ok: true, value: KEYS.map((key): Pair => [key, found.get(key) ?? null]) };
	return { ok: false, error: `credentials: ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not there` };
}

/**
 * What a text names that looks like credentials: `#define SECRET_MQTT_USERNAME "..."`, `key = value`, `key: value`, a name and its value in
 * the next line. Comments and whatever else is there are passed over. Empty when there is nothing of the kind.
 */
export function readCredentials(text: string): readonly Pair[] {
	const found: Pair[] = [];
	let comment = false;
	let waiting: string | undefined;
	for (const raw of text.split("\n")) {
		const line = raw.trim();
		const inside = comment;
		if (comment || line.startsWith("/*")) comment = !line.includes("*/");
		if (inside || line === "" || isComment(line)) continue;
		const pair = splitLine(line);
		if (pair && pair[1] !== "") found.push(pair);
		else if (!pair && waiting !== undefined) found.push([waiting, unquote(line)]);
		waiting = pair?.[1] === "" ? pair[0] : undefined;
	}
	return found;
}

function isComment(line: string): boolean {
	if (line.startsWith("//") || line.startsWith("/*") || line.startsWith("%") || line.startsWith(";")) return true;
	return line.startsWith("#") && !line.startsWith("#define");
}

/** The name and the value of a line that has a name of ours; the value is "" when the line ends behind it. */
function splitLine(line: string): readonly [string, string] | undefined {
	if (line.startsWith("#define")) {
		const words = line.slice("#define".length).trim();
		const end = firstOf(words, " \t");
		return named(words.slice(0, end), words.slice(end));
	}
	if (credentialKey(line) !== undefined) return [line, ""];
	const end = firstOf(line, "=:\t");
	return end < line.length ? named(line.slice(0, end), line.slice(end + 1)) : undefined;
}

function named(name: string, value: string): readonly [string, string] | undefined {
	return credentialKey(name) === undefined ? undefined : [name, unquote(value.trim())];
}

/** The index of the first of `characters` in `text`, or its length. */
function firstOf(text: string, characters: string): number {
	for (let i = 0; i < text.length; i++) if (characters.includes(text[i])) return i;
	return text.length;
}

/** What stands in quotes, whatever follows them; text without quotes as it is. In double quotes \" and \\ are as in C. */
function unquote(text: string): string {
	const quote = text[0];
	if (quote !== '"' && quote !== "'") return text;
	let value = "";
	for (let i = 1; i < text.length; i++) {
		if (text[i] === quote) return value;
		if (text[i] === "\\" && quote === '"' && i + 1 < text.length) i++;
		value += text[i];
	}
	return text; // a quote that never closes belongs to the value
}
