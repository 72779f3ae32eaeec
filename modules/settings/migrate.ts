import { spellKey } from "settings/key";
import type { Entries } from "settings/record";

/** One key that got a new name, in schema `version` and all later ones. */
export interface MigrationStep {
	/** 1 to Migration.version; records of an older schema have the old name. */
	readonly version: number;
	/** The old key, as the schema wrote it: `channel.<1-10>.rate`. No later schema gives that name to anything else. */
	readonly from: string;
	/** The new key, with as many varying parts, in the same order. */
	readonly to: string;
	/** The old value, as text, for the new key; undefined when there is none: the old entry then stays, unused. Renamed alone when not given. */
	readonly convert?: (text: string) => string | undefined;
}

/** How stored settings of older versions are read. */
export interface Migration {
	/** The schema's version, which goes into each record. */
	readonly version: number;
	/** By version, then in the order in which they are to be taken. */
	readonly steps: readonly MigrationStep[];
}

/**
 * This firmware's. A key never changes its meaning: it gets a new name, a step here, and `version` goes up by one. A key that is new needs
 * neither. Steps are never taken out or changed: some board may have been in a drawer for years.
 */
export const CURRENT: Migration = Object.freeze({ version: 0, steps: Object.freeze([]) });

/**
 * `entries` of a record that schema `version` wrote, under the keys of this schema, in the same order. Where the new key is there too it wins,
 * since only a newer firmware can have written it. A record of a newer version is left as it is. Doing it twice does no harm.
 */
export function migrate(migration: Migration, entries: Entries, version: number): Entries {
	let migrated = entries;
	for (const step of migration.steps) if (step.version > version) migrated = take(step, migrated);
	return migrated;
}

function take(step: MigrationStep, entries: Entries): Entries {
	let taken: Map<string, string> | undefined;
	for (const [key, text] of entries) {
		const renamed = rename(step, key);
		const value = renamed === undefined || !step.convert ? text : step.convert(text);
		if (renamed === undefined || value === undefined) taken?.set(key, text);
		else {
			taken ??= before(entries, key);
			if (!entries.has(renamed)) taken.set(renamed, value);
		}
	}
	return taken ?? entries;
}

/** The entries in front of `key`. */
function before(entries: Entries, key: string): Map<string, string> {
	const head = new Map<string, string>();
	for (const [name, text] of entries) {
		if (name === key) break;
		head.set(name, text);
	}
	return head;
}

/** The new name of `key`, or undefined when this step is not about it. */
function rename({ from, to }: MigrationStep, key: string): string | undefined {
	const words = spellKey(from, key.split("."));
	if (!words) return undefined;
	const varying: string[] = [];
	from.split(".").forEach((part, i) => {
		const open = part.indexOf("<");
		if (open >= 0) varying.push(words[i].slice(open));
	});
	let next = 0;
	const parts = to.split(".").map((part) => {
		const open = part.indexOf("<");
		return open < 0 ? part : part.slice(0, open) + varying[next++];
	});
	return parts.join(".");
}
