import { join } from "node:path";
import { start, until } from "./process.mjs";

/** The SDK's simulator wants a display; a virtual one does. It chooses a free number itself and tells it on file descriptor 3. */
export async function startDisplay(environment) {
	const words = ["-displayfd", "3", "-screen", "0", "640x480x24", "-nolisten", "tcp"];
	const display = start("Xvfb", words, { env: environment });
	await until(() => /^\d+$/m.test(display.output) || display.exit !== undefined, 20);
	const number = /^(\d+)$/m.exec(display.output)?.[1];
	if (number === undefined) throw new Error(`Xvfb does not start: ${display.output.trim()}`);
	return `:${number}`;
}

/**
 * Runs `firmware` (mc.so) in the SDK's simulator, on that display. It first copies it to a place that each user has one of: whoever runs two at once gives each a folder
 * of its own, `home`.
 */
export function startSimulator(environment, firmware, display, home) {
	const screens = join(environment.MODDABLE, "build", "simulators");
	const own = home === undefined ? {} : { XDG_CONFIG_HOME: home };
	return start("mcsim", [screens, firmware], { env: { ...environment, ...own, DISPLAY: display } });
}
