import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { ROOT } from "../setup.mjs";

/**
 * Runs a program in the project's folder with the project's own tools first on the PATH; its output goes where ours goes.
 * Resolves to its exit code, 127 when it cannot be started.
 */
export function run(command, args, options = {}) {
	const path = `${join(ROOT, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`;
	const env = { ...process.env, PATH: path, ...options.env };
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], env });
		child.on("error", () => resolve(127));
		child.on("close", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
	});
}
