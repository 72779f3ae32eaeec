import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Plugin } from "esbuild";

/** A defect planted in a source: `find`, which is there exactly once, becomes `replace`. */
export interface Patch {
	/** Path from the project's folder. */
	readonly file: string;
	readonly find: string;
	readonly replace: string;
}

/** One line about a patch that was not used; undefined when all were. */
export function unusedPatch(patches: readonly Patch[], used: ReadonlySet<Patch>): string | undefined {
	const unused = patches.find((patch) => !used.has(patch));
	return unused && `a patch is for ${unused.file}, which is not in the bundle`;
}

/** Puts the patches into the sources of a bundle; those that were put in are added to `used`. */
export function planter(root: string, patches: readonly Patch[], used: Set<Patch>): Plugin {
	return {
		name: "patches",
		setup(build) {
			if (patches.length === 0) return;
			build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
				const file = relative(root, path).replaceAll("\\", "/");
				const own = patches.filter((patch) => patch.file === file);
				if (own.length === 0) return undefined;
				let contents = await readFile(path, "utf8");
				for (const patch of own) {
					const parts = contents.split(patch.find);
					if (parts.length !== 2)
						return { errors: [{ text: `a patch fits ${file} ${parts.length - 1} times, not once: ${patch.find}` }] };
					contents = parts.join(patch.replace);
					used.add(patch);
				}
				return { contents, loader: "ts" };
			});
		},
	};
}
