import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../setup.mjs";

/** How much of a failed build's output is kept. */
const TAIL_LINES = 30;

/**
 * Builds a release for Linux (-p lin) of the manifest at `file`, whose folder is named `name`, and starts nothing. Returns the app's path (mc.so), or the last lines that
 * the build has said where it failed: `{ app }` or `{ said }`.
 */
export function buildForLinux(environment, name, file) {
	const words = ["-m", "-p", "lin", "-t", "build", "-o", join(ROOT, "build"), file];
	const { status, stdout, stderr } = spawnSync("mcconfig", words, { env: environment, maxBuffer: 1 << 26 });
	if (status === 0) return { app: join(ROOT, "build", "bin", "lin", "mc", "release", name, "mc.so") };
	return { said: `${stdout}${stderr}`.split("\n").slice(-TAIL_LINES).join("\n") };
}
