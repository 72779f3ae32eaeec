/**
 * Builds the firmware with the Moddable SDK's mcconfig: `npm run build -- TARGET [-d|-i] [--flash] [--settings FILE]`.
 *
 * Exit code 2: wrong use, or something is missing; otherwise mcconfig's own.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { missingForBuild, ROOT, sdkEnvironment } from "./lib/sdk.mjs";
import { writeManifest } from "./lib/settings-manifest.mjs";
import { setup } from "./setup.mjs";

/** Names of this tool -> platforms of mcconfig. */
const TARGETS = {
	lin: "lin",
	esp32: "esp32/nodemcu",
	esp32s3: "esp32/esp32s3",
	esp32c3: "esp32/esp32c3",
	esp32c6: "esp32/esp32c6",
};
const USAGE = `usage: npm run build -- ${Object.keys(TARGETS).join("|")} [-d|-i] [--flash] [--settings FILE]`;

process.exitCode = build(process.argv.slice(2));

function build(words) {
	const options = parse(words);
	if (options.error) return stop(options.error);
	const environment = sdkEnvironment();
	if (environment.MODDABLE) setup(); // tsc comes with the dependencies
	const missing = missingForBuild(options.platform, environment);
	if (missing.length > 0) return stop(...missing);
	const settings = options.settings === undefined ? {} : readSettings(options.settings);
	if (settings === undefined) return stop(`${options.settings}: not a file with a JSON object`);
	const manifest = writeManifest("fieldfeed", { settings });
	// Without a target of its own mcconfig would flash, or start the SDK's simulator and end a running one.
	const target = options.flash ? [] : ["-t", "build"];
	const flags = ["-m", "-p", options.platform, ...options.flags, ...target, "-o", join(ROOT, "build"), manifest];
	const { status, error } = spawnSync("mcconfig", flags, { env: environment, stdio: "inherit" });
	if (error) return stop(`mcconfig: ${error.message}`);
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

function readSettings(file) {
	try {
		const settings = JSON.parse(readFileSync(file, "utf8"));
		return typeof settings === "object" && settings !== null && !Array.isArray(settings) ? settings : undefined;
	} catch {
		return undefined;
	}
}

function stop(...lines) {
	for (const line of lines) process.stderr.write(`${line}\n`);
	return 2;
}
