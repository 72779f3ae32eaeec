import { findSetting } from "settings/key";
import { SCHEMA } from "settings/schema";
import type { Settings } from "settings/settings";

/** Keys for people to look at: what is set, and what has a fallback, in the schema's order, each channel, sensor or network together. */
export function shownKeys(settings: Settings, prefix: string): readonly string[] {
	const lower = prefix.toLowerCase();
	const keys = new Set(settings.keys());
	for (const { key, fallback } of SCHEMA) if (fallback !== undefined && !key.includes("<")) keys.add(key);
	const wanted = [...keys].filter((key) => key.toLowerCase().startsWith(lower));
	return wanted
		.map(placed)
		.sort(inOrder)
		.map(({ key }) => key);
}

interface Placed {
	readonly key: string;
	readonly group: number;
	readonly instance: string;
	readonly row: number;
}

function placed(key: string): Placed {
	const pattern = findSetting(key)?.setting.key ?? key;
	const row = SCHEMA.findIndex((setting) => setting.key === pattern);
	const open = pattern.indexOf("<");
	if (open < 0) return { key, group: row, instance: "", row };
	const head = pattern.slice(0, open);
	const group = SCHEMA.findIndex((setting) => setting.key.startsWith(`${head}<`));
	return { key, group, instance: key.slice(open).split(".")[0].padStart(2, "0"), row };
}

function inOrder(a: Placed, b: Placed): number {
	if (a.group !== b.group) return a.group - b.group;
	if (a.instance !== b.instance) return a.instance < b.instance ? -1 : 1;
	return a.row === b.row ? (a.key < b.key ? -1 : 1) : a.row - b.row;
}
