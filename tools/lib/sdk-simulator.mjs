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

/** Runs `firmware` (mc.so) in the SDK's simulator, on that display. */
export function startSimulator(environment, firmware, display) {
	const screens = join(environment.MODDABLE, "build", "simulators");
	return start("mcsim", [screens, firmware], { env: { ...environment, DISPLAY: display } });
}
