/** Each write of a program to TCP, counted where it calls the C library (sim/bench/lin/writes.c). */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup.mjs";

const SOURCE = join(ROOT, "sim", "bench", "lin", "writes.c");
const FLAGS = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"];

/** Compiles what counts into `folder`. Returns `watch(environment, file)`: the environment of a program whose writes go to `file`. */
export function buildWrites(folder) {
	const library = join(folder, "writes.so");
	execFileSync("cc", [...FLAGS, SOURCE, "-o", library]);
	return (environment, file) => ({ ...environment, LD_PRELOAD: library, FIELDFEED_WRITES: file });
}

/** The lengths of the writes to the connection whose own port this is, in order. */
export function writesOf(file, port) {
	const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
	const pairs = lines.map((line) => line.split(" ").map(Number));
	return pairs.filter(([own]) => own === port).map(([, length]) => length);
}
