import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ROOT } from "../setup.mjs";
import { preloadOfTypescript } from "./preload.mjs";

/**
 * Writes a manifest that is this project's (`base`) with `config` (settings and more) built in, into a folder of its own under build/, which git
 * ignores. mcconfig names its output after that folder. Only its owner may read the file: settings hold passwords. `more`: manifests to
 * include besides, and modules.
 * Returns its path.
 */
export function writeManifest(name, config, base = "manifest.json", { include = [], modules } = {}) {
	const folder = buildFolder(name);
	const file = join(folder, "manifest.json");
	const preload = preloadOfTypescript();
	const manifest = { include: [fromFolder(folder, join(ROOT, base)), ...include], modules, preload, config };
	writeFileSync(file, `${JSON.stringify(manifest, undefined, "\t")}\n`, { mode: 0o600 });
	return file;
}

/** The folder of that build, which is there. */
export function buildFolder(name) {
	const folder = join(ROOT, "build", name);
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** `file` as a manifest in `folder` names it. */
export function fromFolder(folder, file) {
	return relative(folder, file).split(sep).join("/");
}
