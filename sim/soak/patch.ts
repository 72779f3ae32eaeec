import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";

/** One place of the firmware's source, and what is to stand there instead. */
export interface Patch {
	/** The file, from the project's folder. */
	readonly file: string;
	/** Stands in the file exactly once. */
	readonly find: string;
	readonly replace: string;
}

/** `source` with the patch in it. Throws when its place is not there, or not the only one. */
export function applyPatch(source: string, { file, find, replace }: Patch): string {
	const parts = source.split(find);
	if (parts.length !== 2) throw new Error(`${file}: ${parts.length - 1} places have "${find.split("\n")[0]}", not one`);
	return parts.join(replace);
}

/** Makes esbuild read the files of `patches` with the patches in them; the files stay as they are. */
export function patchPlugin(root: string, patches: readonly Patch[]): Plugin {
	const files = new Set(patches.map(({ file }) => join(root, file)));
	return {
		name: "patches",
		setup(build) {
			if (files.size === 0) return;
			build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
				if (!files.has(path)) return undefined;
				const mine = patches.filter(({ file }) => join(root, file) === path);
				return { contents: mine.reduce(applyPatch, readFileSync(path, "utf8")), loader: "ts" };
			});
		},
	};
}
