import type { Patch } from "./bundle";

/** A known bug that the soak must find: patches of the firmware's source, for the soak alone. */
export interface Plant {
	readonly name: string;
	/** What is wrong then, in a few words. */
	readonly what: string;
	/** The rules of which one is expected to find it (docs/soak.md). */
	readonly rules: readonly string[];
	readonly patches: readonly Patch[];
}
