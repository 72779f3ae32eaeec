import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT } from "../setup.mjs";

const HOSTS = { linux: "lin", darwin: "mac", win32: "win" };
const SETUP = "install it with `npx xs-dev setup`, then open a new terminal";

/**
 * The environment to run the Moddable SDK's tools in: its own folder of tools and this project's (for tsc) are on the PATH.
 */
export function sdkEnvironment(environment = process.env) {
	const { MODDABLE = "", PATH = "" } = environment;
	const tools = join(MODDABLE, "build", "bin", HOSTS[process.platform] ?? process.platform, "release");
	const path = [join(ROOT, "node_modules", ".bin"), ...(MODDABLE ? [tools] : []), PATH];
	return { ...environment, PATH: path.join(delimiter) };
}

/** The file that `command` runs, or undefined when it is not on the PATH of `environment`. */
export function findCommand(command, environment) {
	const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
	for (const folder of (environment.PATH ?? "").split(delimiter)) {
		for (const ending of endings) {
			const file = join(folder, command + ending);
			if (folder !== "" && existsSync(file)) return file;
		}
	}
	return undefined;
}

/**
 * What the SDK lacks to build for `platform` ("lin", "esp32/..."): one line each, with the way to install it. None: it can build.
 */
export function missingForBuild(platform, environment) {
	const { MODDABLE } = environment;
	if (!MODDABLE) return [`MODDABLE is not set: the Moddable SDK is missing; ${SETUP}`];
	if (!existsSync(join(MODDABLE, "examples", "manifest_base.json")))
		return [`MODDABLE names ${MODDABLE}, which is no Moddable SDK; ${SETUP}`];
	const missing = [];
	if (!findCommand("mcconfig", environment))
		missing.push(`mcconfig is missing: the SDK's tools are not built; ${SETUP}`);
	if (!findCommand("tsc", environment)) missing.push("tsc is missing: install it with `npm ci`");
	if (!findCommand("make", environment) && process.platform !== "win32") missing.push(`make is missing; ${SETUP}`);
	if (platform.startsWith("esp32") && !environment.IDF_PATH)
		missing.push(
			"IDF_PATH is not set: the ESP32 toolchain is missing; install it with `npx xs-dev setup --device esp32`",
		);
	return missing;
}

/** As sdkEnvironment, for runs against mosquitto: Debian puts that where users do not look for it. */
export function brokerEnvironment() {
	const environment = sdkEnvironment();
	return { ...environment, PATH: `${environment.PATH}:/usr/sbin` };
}

/** What is missing to build for Linux and to run the result, which takes these programs: as for missingForBuild. */
export function missingToRun(programs, environment) {
	const missing = missingForBuild("lin", environment);
	if (missing.length === 0) {
		const absent = programs.filter((program) => !findCommand(program, environment));
		if (absent.length > 0) missing.push(`not installed: ${absent.join(", ")}`);
	}
	if (process.platform !== "linux") missing.push("it needs Linux");
	return missing;
}
