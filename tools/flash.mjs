/**
 * Builds the firmware and writes it to a board: `npm run flash -- TARGET --port DEV [-i] [--settings FILE] [--sdk-sensor NAME]...`. What the
 * board has stored (its settings, in NVS) stays.
 *
 * Exit code 2: wrong use, or something is missing; otherwise mcconfig's own.
 */
import { statSync } from "node:fs";
import { buildFirmware, stop } from "./lib/build-firmware.mjs";
import { BOARDS, TARGETS } from "./lib/targets.mjs";

const USAGE = `usage: npm run flash -- ${BOARDS} --port DEV [-i] [--settings FILE] [--sdk-sensor NAME]...`;

process.umask(0o077); // an image, and what mcconfig writes on the way to it, holds the password
process.exitCode = await flash(process.argv.slice(2));

async function flash(words) {
	const { target, port, flags, settingsFile, sdkSensors, error } = parse(words);
	if (error) return stop(error);
	const wrong = whyNoPort(port);
	if (wrong !== undefined) return stop(wrong);
	const common = { target, flags, settingsFile, sdkSensors, variables: { UPLOAD_PORT: port } };
	const built = await buildFirmware({ ...common, make: "build" });
	if (built !== 0) return built;
	const status = await buildFirmware({ ...common, make: "deploy" });
	if (status === 0) process.stdout.write(`flashed ${target.platform} by ${port}\n`);
	return status;
}

function parse(words) {
	const options = {
		target: undefined,
		port: undefined,
		flags: [],
		settingsFile: undefined,
		sdkSensors: [],
		error: undefined,
	};
	for (let i = 0; i < words.length && !options.error; i++) {
		const word = words[i];
		const board = Object.hasOwn(TARGETS, word) && TARGETS[word].chip !== undefined;
		if (word === "-i" && options.flags.length === 0) options.flags.push(word);
		else if (i + 1 < words.length && takeValue(options, word, words[i + 1])) i++;
		else if (board && !options.target) options.target = TARGETS[word];
		else options.error = `unknown: ${word}; ${USAGE}`;
	}
	if (!options.error && (!options.target || !options.port)) options.error = USAGE;
	return options;
}

/** True for a word that a value follows. */
function takeValue(options, word, value) {
	if (word === "--settings") options.settingsFile = value;
	else if (word === "--sdk-sensor") options.sdkSensors.push(value);
	else if (word === "--port") options.port = value;
	else return false;
	return true;
}

/** The SDK would look for any board on any port when the one it is given is none (config/idfSerialPort). */
function whyNoPort(port) {
	if (process.platform === "win32")
		return /^COM\d+$/i.test(port) ? undefined : `--port ${port}: a name like COM3 is wanted`;
	let kind;
	try {
		kind = statSync(port);
	} catch {
		return `--port ${port}: there is no such device; is the board plugged in, and its cable one for data?`;
	}
	return kind.isCharacterDevice() ? undefined : `--port ${port}: this is no serial port`;
}
