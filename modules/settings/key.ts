import { spell, spellKey } from "settings/key-pattern";
import { SCHEMA, type Setting } from "settings/schema";

export { isQuantityName, isSensorName, QUANTITY_NAME_MAX, SENSOR_NAME_MAX, spellKey } from "settings/key-pattern";

/** A key that exists: its row of the schema, and the key in its own spelling (`MQTT.Host` is `mqtt.host`). */
export interface Found {
	readonly setting: Setting;
	readonly key: string;
}

/** Finds the row for `key`, without regard to case; undefined when there is none. */
export function findSetting(key: string): Found | undefined {
	const words = key.split(".");
	const group = words[0].toLowerCase();
	for (const setting of SCHEMA) {
		if (!setting.key.startsWith(group)) continue; // spares a board most of the work
		const spelled = spellKey(setting.key, words);
		if (spelled) return { setting, key: spelled.join(".") };
	}
	return undefined;
}

/** What every key starts with one of, in the order of the schema: `device, net, ... or console`. */
export function keyGroups(): string {
	const groups = [...new Set(SCHEMA.map(({ key }) => key.split(".")[0]))];
	const last = groups.pop();
	return `${groups.join(", ")} or ${last}`;
}

/** So many keys does an error name; more than that is a table, which README.md has. */
const NAMED_MAX = 8;
/** So many letters may be wrong in a word that is still taken for another one, one where either is shorter than LONG. */
const TYPOS_MAX = 2;
const LONG = 5;

/**
 * The last parts of all keys that start as `key` does, for an error that says what there is: empty when nothing starts so. Those stand for
 * it that share the most parts in front with it; where a part between is wrong or missing they have it in front: `<1-10>.id`.
 */
export function siblings(key: string): readonly string[] {
	const words = key.split(".");
	let found: string[] = [];
	let deepest = 1;
	for (const setting of SCHEMA) {
		const pattern = setting.key.split(".");
		const depth = sharedParts(pattern, words);
		if (depth < deepest) continue;
		if (depth > deepest) found = [];
		deepest = depth;
		found.push(pattern.slice(depth).join("."));
	}
	return found;
}

/**
 * `siblings` in words, on one line of a terminal: the nearest by spelling first, and how many more there are. Undefined when nothing
 * starts so.
 */
export function siblingWords(key: string): string | undefined {
	const names = siblings(key);
	if (names.length === 0) return undefined;
	const word = key.slice(key.lastIndexOf(".") + 1).toLowerCase();
	const near = names.filter((name) => isNear(name.toLowerCase(), word) || isNumbered(name, word));
	const ordered = [...near, ...names.filter((name) => !near.includes(name))];
	const more = names.length - NAMED_MAX;
	const shown = ordered.slice(0, NAMED_MAX).join(", ");
	return `${key.split(".")[0].toLowerCase()} has ${shown}${more > 0 ? ` and ${more} more (README.md)` : ""}`;
}

/** How many parts in front are the same, the last one of each aside. */
function sharedParts(pattern: readonly string[], words: readonly string[]): number {
	if (spell(pattern[0], words[0]) === undefined) return 0;
	const most = Math.min(pattern.length, words.length) - 1;
	let same = 1;
	while (same < most && spell(pattern[same], words[same]) !== undefined) same++;
	return same;
}

/** Whether one starts as the other does, or few letters are wrong. */
function isNear(name: string, word: string): boolean {
	if (word.length < 3) return word.length > 0 && name.startsWith(word);
	if (name.startsWith(word) || word.startsWith(name)) return true;
	const typos = Math.min(name.length, word.length) < LONG ? 1 : TYPOS_MAX;
	return Math.abs(name.length - word.length) <= typos && distance(name, word) <= typos;
}

/** Whether `name` ends in a number of a range, and is spelled like `word` but for that. */
function isNumbered(name: string, word: string): boolean {
	if (!name.endsWith(">")) return false;
	let end = word.length;
	while (end > 0 && word.charCodeAt(end - 1) >= 0x30 && word.charCodeAt(end - 1) <= 0x39) end--;
	return isNear(name.slice(0, name.lastIndexOf("<")), word.slice(0, end));
}

/** Letters to insert, leave out or replace to get from one to the other (Levenshtein). */
function distance(from: string, to: string): number {
	let before = Array.from({ length: to.length + 1 }, (_, i) => i);
	for (let i = 1; i <= from.length; i++) {
		const row = [i];
		for (let j = 1; j <= to.length; j++) {
			const other = before[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
			row.push(Math.min(other, before[j] + 1, row[j - 1] + 1));
		}
		before = row;
	}
	return before[to.length];
}
