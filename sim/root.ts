import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: the nearest one above this module (or the bundle it is in) that holds main.ts. */
export function findRoot(): string {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		if (existsSync(join(folder, "main.ts"))) return folder;
		if (dirname(folder) === folder) throw new Error("the project's folder was not found");
	}
}
