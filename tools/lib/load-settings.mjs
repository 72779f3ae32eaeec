import { build } from "esbuild";
import { ROOT } from "./run.mjs";

/**
 * The settings of a JSON file, checked by the same code as on the board: `{ ok: true, value }`, or `{ ok: false, error }` with one
 * line that says what is wrong.
 */
export async function loadSettings(file) {
	const stdin = { contents: 'export { settingsForBuild } from "./sim/settings-file";', resolveDir: ROOT, loader: "ts" };
	const options = { absWorkingDir: ROOT, stdin, bundle: true, write: false, format: "esm", platform: "node" };
	const { outputFiles } = await build({ ...options, tsconfig: "tsconfig.json" });
	const code = Buffer.from(outputFiles[0].contents).toString("base64");
	const { settingsForBuild } = await import(`data:text/javascript;base64,${code}`);
	return settingsForBuild(file);
}
