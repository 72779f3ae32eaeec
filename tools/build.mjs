/**
 * Builds the firmware with the Moddable SDK's mcconfig: `npm run build -- TARGET [-d|-i] [--flash] [--settings FILE]`.
 *
 * Exit code 2: wrong use, or something is missing; otherwise mcconfig's own.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { missingForBuild, ROOT, sdkEnvironment } from "./lib/sdk.mjs";
import { writeManifest } from "./lib/settings-manifest.mjs";
import { setupOrExit } from "./setup.mjs";

/** Names of this tool -> platforms of mcconfig. */
const TARGETS = {
	lin: "lin",
	esp32: "esp32/nodemcu",
	esp32s3: "esp32/esp32s3",
	esp32c3: "esp32/esp32c3",
	esp32c6: "esp32/esp32c6",
};
const USAGE = `usage: npm run build -- ${Object.keys(TARGETS).join("|")} [-d|-i] [--flash] [--settings FILE]`;

process.umask(0o077); // an image, and what mcconfig writes on the way to it, holds the password
process.exitCode = await build(process.argv.slice(2));

async function build(words) {
	const options = parse(words);
	if (options.error) return stop(options.error);
	const environment = sdkEnvironment();
	if (environment.MODDABLE) setupOrExit(); // tsc comes with the dependencies
	const missing = missingForBuild(options.platform, environment);
	if (missing.length > 0) return stop(...missing);
	const settings = await readSettings(options.settings);
	if (!settings.ok) return stop(settings.error);
	const manifest = writeManifest(
		"fieldfeed",
		{ settings: settings.value, built: buildTime() },
		baseFor(settings.value),
	);
	// Without a target of its own mcconfig would flash, or start the SDK's simulator and end a running one.
	const target = options.flash ? [] : ["-t", "build"];
	const flags = ["-m", "-p", options.platform, ...options.flags, ...target, "-o", join(ROOT, "build"), manifest];
	const { status, error } = spawnSync("mcconfig", flags, { env: environment, stdio: "inherit" });
	if (error) return stop(`mcconfig: ${error.message}`);
	if (status === 0)
		process.stdout.write(`built ${options.platform}; its files are below build/bin/${options.platform}\n`);
	return status ?? 1;
}

function parse(words) {
	const options = { platform: undefined, flags: [], flash: false, settings: undefined, error: undefined };
	for (let i = 0; i < words.length && !options.error; i++) {
		const word = words[i];
		if (word === "-d" || word === "-i") options.flags.push(word);
		else if (word === "--flash") options.flash = true;
		else if (word === "--settings" && i + 1 < words.length) options.settings = words[++i];
		else if (Object.hasOwn(TARGETS, word) && !options.platform) options.platform = TARGETS[word];
		else options.error = `unknown: ${word}; ${USAGE}`;
	}
	if (!options.platform && !options.error) options.error = USAGE;
	if (options.flash && options.platform === "lin") options.error = `--flash needs a board; ${USAGE}`;
	return options;
}

/** Settings are checked before the build: on the board a wrong key would only be told on its serial port. */
async function readSettings(file) {
	if (file === undefined) return { ok: true, value: {} };
	const { loadSettings } = await import("./lib/load-settings.mjs");
	return loadSettings(file);
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

function stop(...lines) {
	for (const line of lines) process.stderr.write(`${line}\n`);
	return 2;
}
