import { spawnSync } from "node:child_process";
import { createHash, type Hash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../usage";

const XSNAP = "node_modules/@agoric/xsnap";
/** Our part of the machine, in C. */
export const XS = "sim/bench/xs";
export const SOURCES: readonly string[] = Object.freeze(["host.c", "counts.c", "defaults.c"]);
const INCLUDES = ["moddable/xs/includes", "moddable/xs/platforms", "moddable/xs/sources", "xsnap-native/xsnap/sources"];
/** What the worker was compiled with (its makefile): what the machine looks like depends on it. */
const DEFINES = [
	"-fno-common",
	"-DINCLUDE_XSPLATFORM",
	'-DXSPLATFORM="xsnapPlatform.h"',
	"-DmxLockdown=1",
	"-DmxMetering=1",
	"-DmxDebug=1",
	"-UmxInstrument",
	"-DmxNoConsole=1",
	"-DmxBoundsCheck=1",
	"-DmxParse=1",
	"-DmxRun=1",
	"-DmxSloppy=1",
	"-DmxSnapshot=1",
	"-DmxRegExpUnicodePropertyEscapes=1",
	"-DmxStringNormalize=1",
	"-DmxMinusZero=1",
];
/** The engine's headers are system headers: they are not held to these warnings. */
const FLAGS = ["-O2", "-Wall", "-Wextra", "-Werror", ...DEFINES];
const LIBRARIES = ["-ldl", "-lm", "-lpthread"];

/** Objects that ours stand in for: the worker's main, and the table of defaults. */
const REPLACED = ["xsnap-worker.o", "xsDefaults.o"];

/** The objects that npm's own build of the XS engine has left, without those that ours stand in for; undefined where it was not built. */
export function findObjects(root: string): readonly string[] | undefined {
	const system = process.platform === "darwin" ? "mac" : "lin";
	const folder = join(root, XSNAP, "xsnap-native/xsnap/build/tmp", system, "release/xsnap-worker");
	if (process.platform === "win32" || !existsSync(folder)) return undefined;
	const names = readdirSync(folder).filter((name) => name.endsWith(".o") && !REPLACED.includes(name));
	return names.length > 0 ? names.sort().map((name) => join(folder, name)) : undefined;
}

/**
 * The machine that counts (xs/host.c), compiled when it is first needed or has changed; its path below `root`/build. Throws UsageError where
 * there is no compiler, or no XS engine to link with.
 */
export function buildHost(root: string): string {
	const objects = findObjects(root);
	if (!objects) throw new UsageError("the XS engine is not built (a C compiler and make build it, then `npm ci`)");
	const hash = createHash("sha256").update(FLAGS.join(" "));
	hash.update(readFileSync(join(root, XSNAP, "package.json")));
	return buildOnce(root, hash, (aside) => link(root, aside, objects));
}

/** The path below `root`/build of the machine that `make` leaves as "host" in the folder it is given, made once for what `hash` and our sources say. */
export function buildOnce(root: string, hash: Hash, make: (aside: string) => void): string {
	for (const name of readdirSync(join(root, XS)).sort()) hash.update(readFileSync(join(root, XS, name)));
	const path = join(root, "build/bench", `host-${hash.digest("hex").slice(0, 12)}`);
	if (existsSync(path)) return path;
	mkdirSync(join(root, "build/bench"), { recursive: true });
	const aside = mkdtempSync(join(root, "build/bench/host."));
	try {
		make(aside);
		// Made aside and renamed: two that start together must not run half a program.
		renameSync(join(aside, "host"), path);
	} finally {
		rmSync(aside, { recursive: true, force: true });
	}
	return path;
}

function link(root: string, aside: string, objects: readonly string[]): void {
	const includes = INCLUDES.flatMap((path) => ["-isystem", join(root, XSNAP, path)]);
	const own = SOURCES.map((name) => {
		const object = join(aside, name.replace(/c$/, "o"));
		compile(name, [...FLAGS, ...includes, "-c", join(root, XS, name), "-o", object]);
		return object;
	});
	compile("the machine", ["-rdynamic", ...own, ...objects, ...LIBRARIES, "-o", join(aside, "host")]);
}

/** Runs cc. Throws one line when there is none, or it fails. */
export function compile(what: string, words: readonly string[]): void {
	const { error, status, stderr } = spawnSync("cc", words, { encoding: "utf8" });
	if (error) throw new UsageError("the benchmark needs a C compiler: there is no cc on the PATH");
	if (status !== 0) throw new Error(`${what} cannot be compiled: ${stderr.split("\n")[0]}`);
}

/** Runs a script on the machine; the lines that it has told. `heap`: slots and bytes of chunks that it begins with, fewer than by itself. Throws when it does not end well. */
export function runHost(host: string, script: string, heap: readonly number[] = []): readonly string[] {
	const words = [script, ...heap.map(String)];
	const { status, stdout, stderr } = spawnSync(host, words, { encoding: "utf8", maxBuffer: 1 << 26 });
	if (status !== 0) throw new Error(`the benchmark failed: ${(stderr || stdout).trim().split("\n")[0]}`);
	return stdout.split("\n").filter((line) => line !== "");
}
