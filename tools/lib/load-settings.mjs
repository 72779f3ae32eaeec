import { importTs } from "./import-ts.mjs";

/**
 * The settings of a JSON file, checked by the same code as on the board: `{ ok: true, value }`, or `{ ok: false, error }` with one
 * line that says what is wrong.
 */
export async function loadSettings(file) {
	const { settingsForBuild } = await importTs('export { settingsForBuild } from "./sim/settings-file";');
	return settingsForBuild(file);
}
