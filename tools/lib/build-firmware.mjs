import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT, setupOrExit } from "../setup.mjs";
import { missingForBuild, sdkEnvironment } from "./sdk.mjs";
import { writeManifest } from "./settings-manifest.mjs";

/** Where a build for Linux keeps its journal. */
const FLASH = join(ROOT, "build", "journal.flash");

/**
 * Runs mcconfig for `target`, a row of lib/targets, with the settings of a file built in. `make` is the makefile's target: without one mcconfig would flash,
 * or start the SDK's simulator and end a running one. `sdkSensors`: names of the SDK's sensor drivers that go into the image. Resolves to mcconfig's exit code, or 2 with a line for each thing that is missing.
 */
export async function buildFirmware({ target, flags, settingsFile, sdkSensors = [], make, variables = {} }) {
	const environment = sdkEnvironment();
	if (environment.MODDABLE) setupOrExit(); // tsc comes with the dependencies
	const missing = missingForBuild(target.platform, environment);
	if (missing.length > 0) return stop(...missing);
	const settings = await readSettings(settingsFile);
	if (!settings.ok) return stop(settings.error);
	const drivers = await driversOf(sdkSensors);
	if (!drivers.ok) return stop(drivers.error);
	const config = {
		...target.config,
		...(target.platform === "lin" ? { flash: FLASH } : {}),
		board: target.platform,
		settings: settings.value,
		built: buildTime(),
	};
	const manifest = writeManifest("fieldfeed", config, baseFor(settings.value), drivers.value);
	const words = ["-m", "-p", target.platform, ...flags, "-t", make, "-o", join(ROOT, "build"), manifest];
	const { status, error } = spawnSync("mcconfig", words, { env: { ...environment, ...variables }, stdio: "inherit" });
	if (error) return stop(`mcconfig: ${error.message}`);
	return status ?? 1;
}

/** Settings are checked before the build: on the board a wrong key would only be told on its serial port. */
async function readSettings(file) {
	if (file === undefined) return { ok: true, value: {} };
	const { loadSettings } = await import("./load-settings.mjs");
	return loadSettings(file);
}

/** What the manifest needs for them; TypeScript is only read where one is asked for. */
async function driversOf(words) {
	if (words.length === 0) return { ok: true, value: {} };
	const { folderOf, sdkRows, writeSdkSensors } = await import("./sdk-sensors.mjs");
	const rows = await sdkRows();
	const unknown = words.find((word) => folderOf(rows, word) === undefined);
	if (unknown !== undefined) {
		const known = rows.map(({ folder }) => folder).join(", ");
		return { ok: false, error: `--sdk-sensor ${unknown}: allowed is ${known} (docs/sensors-sdk.md)` };
	}
	const folders = words.map((word) => folderOf(rows, word));
	return { ok: true, value: writeSdkSensors("fieldfeed", rows, folders) };
}

/** No time is before it: seconds from SOURCE_DATE_EPOCH where a build is to be repeated exactly, otherwise now. */
function buildTime() {
	const epoch = Number(process.env.SOURCE_DATE_EPOCH);
	return epoch > 0 ? epoch * 1_000 : Date.now();
}

/** The SDK's Ethernet wants pins that only such a board's target has, so it is in those builds alone. */
function baseFor(settings) {
	return settings["net.kind"] === "ethernet" ? "manifest_ethernet.json" : "manifest.json";
}

/** Writes lines to standard error; returns the exit code for wrong use. */
export function stop(...lines) {
	for (const line of lines) process.stderr.write(`${line}\n`);
	return 2;
}
