import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup.mjs";
import { importTs } from "./import-ts.mjs";
import { buildFolder, fromFolder } from "./settings-manifest.mjs";

/** The rows of all drivers of the SDK that can be sensors (sensors/sdk). */
export async function sdkRows() {
	const { CLIMATE_ROWS, OTHER_ROWS } = await importTs(
		'export { CLIMATE_ROWS } from "sensors/sdk/rows-climate"; export { OTHER_ROWS } from "sensors/sdk/rows-other";',
	);
	return [...CLIMATE_ROWS, ...OTHER_ROWS];
}

/** The folder that a word of the command line means: `lm75`, or `sdk-lm75` as the model is called; undefined for none of ours. */
export function folderOf(rows, word) {
	const lower = word.toLowerCase();
	return rows.find(({ name, folder }) => lower === name || lower === folder.toLowerCase())?.folder;
}

/**
 * Writes the module "platform/sdk-sensors" with the drivers of these folders into the folder of the build `name`. Returns what its manifest
 * needs besides (lib/settings-manifest): nothing when there are no folders, since the default module has no drivers.
 */
export function writeSdkSensors(name, rows, folders) {
	if (folders.length === 0) return {};
	const folder = buildFolder(name);
	const wanted = rows.filter((row) => folders.includes(row.folder));
	const imports = wanted.map((row, number) => `import Driver${number} from ${JSON.stringify(row.module)};`);
	const members = wanted.map((row, number) => `\t${row.folder}: Driver${number},`);
	const lines = [...imports, "", "export default Object.freeze({", ...members, "});", ""];
	writeFileSync(join(folder, "sdk-sensors.js"), lines.join("\n"));
	const none = fromFolder(folder, join(ROOT, "targets", "none", "sdk-sensors"));
	return {
		include: wanted.map((row) => `$(MODDABLE)/modules/drivers/sensors/${row.folder}/manifest.json`),
		modules: { "~": [none], "platform/sdk-sensors": "./sdk-sensors" },
	};
}
