import { findSetting, keyGroups, siblingWords } from "settings/key";
import type { Value } from "settings/schema";
import { checkValue } from "settings/validate";

/** Nesting deeper than this is no settings file. */
const DEPTH_MAX = 4;

/**
 * The settings in force: a checked value for each key that was set, the schema's fallback for the others. What is wrong is
 * told line by line and left out, so that one bad key never keeps a board from working with the rest.
 */
export class Settings {
	/** Key, value, key, value and so on, in the order in which they were set: a map takes half as much memory again. */
	private entries: Value[] = [];
	/** Others have the same values, which are copied before one of them changes here: a board has its settings in memory once, not four times. */
	private shared = false;

	/** Sets one key from text or a JSON value. Returns one line that says what is wrong, or undefined when it is set. */
	set(key: string, given: unknown): string | undefined {
		const found = findSetting(key);
		if (!found) return unknownKey(key);
		const result = checkValue(found.setting, found.key, given);
		if (!result.ok) return result.error;
		// Where both are the same the given strings are kept: those of the build are in flash.
		this.put(found.key === key ? key : found.key, result.value === given ? (given as Value) : result.value);
		return undefined;
	}

	private put(key: string, value: Value): void {
		const at = this.find(key);
		if (at < 0) this.part().push(key, value);
		else if (this.entries[at + 1] !== value) this.part()[at + 1] = value;
	}

	/** Where the key stands; -1 for nowhere. */
	private find(key: string): number {
		const entries = this.entries;
		for (let at = 0; at < entries.length; at += 2) if (entries[at] === key) return at;
		return -1;
	}

	/** Sets every key of a JSON object, nested or dotted. Returns a line for each that could not be. */
	load(json: unknown): readonly string[] {
		const errors: string[] = [];
		if (typeof json !== "object" || json === null || Array.isArray(json))
			return ["settings: a JSON object with keys is wanted"];
		this.loadAt("", json, 1, errors);
		return errors;
	}

	private loadAt(prefix: string, json: object, depth: number, errors: string[]): void {
		for (const [name, value] of Object.entries(json)) {
			const key = prefix === "" ? name : prefix + name;
			if (typeof value !== "object" || value === null || findSetting(key)) {
				const error = this.set(key, value);
				if (error !== undefined) errors.push(error);
			} else if (depth < DEPTH_MAX && !Array.isArray(value)) this.loadAt(`${key}.`, value, depth + 1, errors);
			else errors.push(unknownKey(key));
		}
	}

	/** The value of `key`, its fallback, or undefined. */
	get(key: string): Value | undefined {
		return this.own(key) ?? findSetting(key)?.setting.fallback;
	}

	/** As `get`, for a key whose value is text: "" when there is none. */
	text(key: string): string {
		const value = this.get(key);
		return typeof value === "string" ? value : "";
	}

	/** As `get`, for a key whose value is a number: 0 when there is none. */
	number(key: string): number {
		const value = this.get(key);
		return typeof value === "number" ? value : 0;
	}

	/** The value that `key` itself was set to, without its fallback. */
	own(key: string): Value | undefined {
		const at = this.find(key);
		return at < 0 ? undefined : this.entries[at + 1];
	}

	/** Forgets the value of `key`, in its own spelling. */
	unset(key: string): void {
		const at = this.find(key);
		if (at >= 0) this.part().splice(at, 2);
	}

	/** The same values, apart from these from now on. */
	copy(): Settings {
		const copy = new Settings();
		copy.entries = this.entries;
		copy.shared = this.shared = true;
		return copy;
	}

	/** The values, to be changed. */
	private part(): Value[] {
		if (this.shared) this.entries = this.entries.slice();
		this.shared = false;
		return this.entries;
	}

	/** True when `key` itself was set. */
	has(key: string): boolean {
		return this.find(key) >= 0;
	}

	/** The keys that were set, in the order in which they were. */
	keys(): readonly string[] {
		return this.entries.filter((_, at) => at % 2 === 0) as string[];
	}
}

/** A key is repeated only as far as it looks like one: control characters and long lines stay out of a terminal. */
function unknownKey(key: string): string {
	const names = siblingWords(key);
	const shown = isPlain(key) ? `unknown key "${key}"` : "unknown key";
	if (names === undefined) return `${shown}: keys start with ${keyGroups()}`;
	const group = key.split(".")[0].toLowerCase();
	const rule = group === "sensor" ? "; a name is a letter, then letters, digits, _ or -, 16 at most" : "";
	return `${shown}: ${names}${rule}`;
}

const KEY_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789.-_";

function isPlain(key: string): boolean {
	if (key.length > 48) return false;
	for (const character of key.toLowerCase()) if (!KEY_CHARACTERS.includes(character)) return false;
	return true;
}
