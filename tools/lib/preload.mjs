import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup.mjs";

/**
 * The modules in TypeScript that manifest.json's preload list means with its stars, each by name: mcconfig of SDK 8.2.3 looks for what a star
 * matches among the modules in JavaScript alone (tools/mcconfig.js, filterPreload). What `main` imports is run by the linker all the same,
 * but then each module's byte code is in the image as a whole, with what only its loading takes.
 */
export function preloadOfTypescript() {
	const { modules, preload } = JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8"));
	const prefixes = preload.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
	const names = [];
	for (const [specifier, sources] of Object.entries(modules)) {
		const start = specifier.slice(0, -1);
		if (!specifier.endsWith("/*") || !prefixes.some((prefix) => start.startsWith(prefix))) continue;
		for (const source of [sources].flat()) {
			const files = readdirSync(join(ROOT, source.slice(0, -1)));
			const typescript = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
			names.push(...typescript.map((file) => `${start}${file.slice(0, -".ts".length)}`));
		}
	}
	return names;
}
