import { build } from "esbuild";
import { ROOT } from "../setup.mjs";

/** Imports TypeScript of this project into Node: `contents` is a module's text, its specifiers as in tsconfig.json or seen from the root. */
export async function importTs(contents) {
	const options = { absWorkingDir: ROOT, bundle: true, write: false, format: "esm", platform: "node" };
	const stdin = { contents, resolveDir: ROOT, loader: "ts" };
	const { outputFiles } = await build({ ...options, stdin, tsconfig: "tsconfig.json" });
	return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
