/** A known bug: a patch of one place in the firmware's source, for the soak alone. */
export interface Plant {
	readonly name: string;
	/** What is wrong then, in a few words. */
	readonly what: string;
	/** The rules of which one is expected to find it (docs/soak.md). */
	readonly rules: readonly string[];
	/** The file, from the project's folder. */
	readonly file: string;
	/** Stands in the file exactly once. */
	readonly find: string;
	readonly replace: string;
}

/** Every plant. */
export const PLANTS: readonly Plant[] = [];
