/**
 * Builds the firmware with the Moddable SDK's mcconfig: `npm run build -- TARGET [-d|-i] [--settings FILE] [--sdk-sensor NAME]...`.
 *
 * Exit code 2: wrong use, or something is missing; otherwise mcconfig's own.
 */
import { buildFirmware, stop } from "./lib/build-firmware.mjs";
import { NAMES, TARGETS } from "./lib/targets.mjs";

const USAGE = `usage: npm run build -- ${NAMES} [-d|-i] [--settings FILE] [--sdk-sensor NAME]...`;

process.umask(0o077); // an image, and what mcconfig writes on the way to it, holds the password
process.exitCode = await build(process.argv.slice(2));

async function build(words) {
	const { target, flags, settingsFile, sdkSensors, error } = parse(words);
	if (error) return stop(error);
	const status = await buildFirmware({ target, flags, settingsFile, sdkSensors, make: "build" });
	if (status === 0)
		process.stdout.write(`built ${target.platform}; its files are below build/bin/${target.platform}\n`);
	return status;
}

function parse(words) {
	const options = { target: undefined, flags: [], settingsFile: undefined, sdkSensors: [], error: undefined };
	for (let i = 0; i < words.length && !options.error; i++) {
		const word = words[i];
		if ((word === "-d" || word === "-i") && options.flags.length === 0) options.flags.push(word);
		else if (word === "--settings" && i + 1 < words.length) options.settingsFile = words[++i];
		else if (word === "--sdk-sensor" && i + 1 < words.length) options.sdkSensors.push(words[++i]);
		else if (Object.hasOwn(TARGETS, word) && !options.target) options.target = TARGETS[word];
		else options.error = `unknown: ${word}; ${USAGE}`;
	}
	if (!options.target && !options.error) options.error = USAGE;
	return options;
}
