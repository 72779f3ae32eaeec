import { spawnSync } from "node:child_process";
import { join } from "node:path";

const PROGRAM = "tools/bench-lin.mjs";
/** It found something missing, and has said so. */
const EXIT_MISSING = 2;

/**
 * The lines that tools/bench-lin.mjs tells: TLS of the whole firmware beside the SDK's, and the firmware's heap, built for Linux, in real time. None where a program is missing; what is missing,
 * and what takes long, it says itself on standard error. Throws when it fails.
 */
export function measureLin(root: string, environment: NodeJS.ProcessEnv): readonly string[] {
	const { status, stdout } = spawnSync(process.execPath, [join(root, PROGRAM)], {
		encoding: "utf8",
		env: environment,
		stdio: ["ignore", "pipe", "inherit"],
	});
	if (status === EXIT_MISSING) return [];
	if (status !== 0) throw new Error(`${PROGRAM} failed`);
	return stdout.split("\n").filter((line) => line !== "");
}
