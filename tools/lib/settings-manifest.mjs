import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ROOT } from "../setup.mjs";

/**
 * Writes a manifest that is this project's (`base`) with `config` (settings and more) built in, into a folder of its own under build/, which git
 * ignores. mcconfig names its output after that folder. Only its owner may read the file: settings hold passwords.
 * Returns its path.
 */
export function writeManifest(name, config, base = "manifest.json") {
	const folder = join(ROOT, "build", name);
	mkdirSync(folder, { recursive: true });
	const file = join(folder, "manifest.json");
	const include = relative(folder, join(ROOT, base)).split(sep).join("/");
	writeFileSync(file, `${JSON.stringify({ include, config }, undefined, "\t")}\n`, { mode: 0o600 });
	return file;
}
