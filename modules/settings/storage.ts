import type { Result } from "core/result";
import type { Entries } from "settings/record";

/** What was stored. */
export interface Loaded {
	/** Empty when nothing was stored or nothing could be read. */
	readonly entries: Entries;
	/** One line when something is wrong with what is stored. */
	readonly problem?: string;
}

/** Where settings are kept over a restart (settings/store). Nothing of it throws; an error is one line without any value. */
export interface SettingsStorage {
	load(): Loaded;
	/** Puts `entries` in place of everything stored, whole or not at all. Gives the bytes written. */
	save(entries: Entries): Result<number>;
	/** Erases everything, down to the flash where the board can. Gives how many values there were. */
	erase(): Result<number>;
}
