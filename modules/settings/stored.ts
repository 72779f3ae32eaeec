import { findSetting } from "settings/key";
import type { Entries } from "settings/record";
import type { Settings } from "settings/settings";

/**
 * Sets everything stored over what `settings` has. Returns a line for each value that this firmware does not take, and one for the
 * keys it does not know, which a newer version has stored: they stay in storage (settings/draft).
 */
export function applyEntries(settings: Settings, entries: Entries): readonly string[] {
	const lines: string[] = [];
	let unknown = 0;
	for (const [key, text] of entries) {
		if (!findSetting(key)) unknown++;
		else {
			const error = settings.set(key, text);
			if (error !== undefined) lines.push(`stored ${error}`);
		}
	}
	if (unknown > 0) lines.push(`${unknown} stored settings are not known to this version: kept, and not used`);
	return lines;
}
