import { spell, spellKey } from "settings/key-pattern";
import { SCHEMA, type Setting } from "settings/schema";

export { isSensorName, SENSOR_NAME_MAX, spellKey } from "settings/key-pattern";

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

/**
 * The last parts of all keys that start as `key` does, for an error that says what there is: empty when nothing starts so. Where the
 * part between is wrong or missing they have it in front: `<1-10>.id`.
 */
export function siblings(key: string): readonly string[] {
	const words = key.split(".");
	const found: string[] = [];
	for (const setting of SCHEMA) {
		const pattern = setting.key.split(".");
		if (spell(pattern[0], words[0]) === undefined) continue;
		const middle = pattern.length > 2 && words.length > 2 && spell(pattern[1], words[1]) !== undefined;
		found.push(pattern.slice(middle ? 2 : 1).join("."));
	}
	return found;
}
