import { run } from "./run.mjs";

/** Format, lint and types: each with the command that runs it alone. */
const CHECKS = {
	format: ["biome", ["format"]],
	lint: ["biome", ["lint", "--error-on-warnings"]],
	"types of the firmware": ["tsc", ["-p", "tsconfig.json"]],
	"types of the simulator": ["tsc", ["-p", "sim/tsconfig.json"]],
	"types of the tests": ["tsc", ["-p", "test/tsconfig.json"]],
};

/** Runs all checks whose name starts with one of `names` (all when there is none), one line each. Returns how many failed. */
export async function check(names = []) {
	let failed = 0;
	for (const [name, [command, args]] of Object.entries(CHECKS)) {
		if (names.length > 0 && !names.some((wanted) => name.startsWith(wanted))) continue;
		const code = await run(command, args);
		console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
		if (code !== 0) failed++;
	}
	return failed;
}
