import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../usage";

const SOURCE = "sim/pty/pty.c";
const FLAGS = ["-std=c11", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];

/**
 * The pseudo-terminal's helper, compiled when it is first needed or has changed; its path below `root`/build. Throws UsageError where
 * there is no compiler.
 */
export function buildPty(root: string): string {
	const source = join(root, SOURCE);
	const hash = createHash("sha256").update(readFileSync(source)).update(FLAGS.join(" ")).digest("hex");
	const path = join(root, "build/pty", `pty-${hash.slice(0, 12)}`);
	if (existsSync(path)) return path;
	mkdirSync(join(root, "build/pty"), { recursive: true });
	// Made aside and renamed: two simulators that start together must not run half a program.
	const fresh = `${path}.${process.pid}`;
	const { error, status, stderr } = spawnSync("cc", [...FLAGS, source, "-o", fresh], { encoding: "utf8" });
	if (error) throw new UsageError("--console needs a C compiler for its pseudo-terminal: there is no cc on the PATH");
	if (status !== 0) throw new Error(`${SOURCE} cannot be compiled: ${stderr.split("\n")[0]}`);
	renameSync(fresh, path);
	return path;
}
