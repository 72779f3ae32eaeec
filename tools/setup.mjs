/**
 * Everything a fresh clone needs before anything can run: dependencies and, where a C compiler is, the XS engine. Plain
 * JavaScript without dependencies, since there are none yet.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const XSNAP = join(ROOT, "node_modules/@agoric/xsnap");
/** Remembers a build of the XS engine that failed, so that not every start tries again. */
const FAILED = join(ROOT, "build/xs-engine-failed");
/** As package.json's engines. */
const NODE_LEAST = 20;
const NPM_OPTIONS = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
/** How much of a failed command's output is shown. */
const TAIL_LINES = 15;

/**
 * Installs what package-lock.json says and builds the XS engine, as far as either is missing. Progress goes to standard
 * error, one line a step; nothing with `quiet`. Throws an Error with one clear line when the dependencies cannot be had;
 * never because of the XS engine, since v8 does without.
 */
export function setup({ quiet = false } = {}) {
	if (Number.parseInt(process.versions.node, 10) < NODE_LEAST)
		throw new Error(`Node.js ${NODE_LEAST} or later is needed, this is ${process.versions.node}`);
	const say = (text) => {
		if (!quiet) process.stderr.write(`fieldfeed: ${text}\n`);
	};
	if (!isInstalled()) install(say);
	if (!hasWorker()) buildWorker(say);
}

/** As `setup`, for a program that can only end when it fails: one line, and exit code 1. */
export function setupOrExit() {
	try {
		setup();
	} catch (error) {
		process.stderr.write(`fieldfeed: ${error.message}\n`);
		process.exit(1);
	}
}

/** True when every package of package-lock.json is there in its version; optional ones may be missing. */
function isInstalled() {
	const wanted = readPackages("package-lock.json");
	const found = readPackages("node_modules/.package-lock.json");
	if (!wanted || !found) return false;
	return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
		if (path === "") return true;
		return found[path] ? found[path].version === version : Boolean(optional || devOptional);
	});
}

function readPackages(file) {
	try {
		return JSON.parse(readFileSync(join(ROOT, file), "utf8")).packages;
	} catch {
		return undefined; // not installed yet
	}
}

function install(say) {
	say("installing the dependencies, which takes a minute or two the first time");
	if (npm("ci").status === 0) return;
	const result = npm("install");
	if (result.status === 0) return;
	process.stderr.write(`${tail(result)}\n`);
	throw new Error(
		"the dependencies could not be installed: is there a connection to the npm registry? Try: npm install",
	);
}

function npm(command) {
	const args = [command, ...NPM_OPTIONS];
	// Under npm its own program is known, which spares a shell on Windows.
	const program = process.env.npm_execpath;
	if (program?.endsWith(".js")) return run(process.execPath, [program, ...args], { cwd: ROOT });
	return run("npm", args, { cwd: ROOT, shell: process.platform === "win32" });
}

function hasWorker() {
	const system = process.platform === "darwin" ? "mac" : "lin";
	return existsSync(join(XSNAP, `xsnap-native/xsnap/build/bin/${system}/release/xsnap-worker`));
}

/** npm leaves the package out where it could not be built, so a compiler that came later means to install it first. */
function buildWorker(say) {
	if (process.platform === "win32" || !hasCommand("cc") || !hasCommand("make")) return;
	const version = createHash("sha256")
		.update(readFileSync(join(ROOT, "package-lock.json")))
		.digest("hex");
	if (existsSync(FAILED) && readFileSync(FAILED, "utf8") === version) return;
	say("building the XS engine, which takes a minute or two");
	const result = existsSync(XSNAP)
		? run(process.execPath, ["src/build.js"], { cwd: XSNAP, env: buildEnv() })
		: npm("ci");
	if (hasWorker()) return;
	mkdirSync(join(ROOT, "build"), { recursive: true });
	writeFileSync(FAILED, version);
	say(`the XS engine could not be built; v8 will do. To try again, delete ${FAILED}`);
	say(tail(result));
}

/** Where the package's own build finds its sources' versions. */
function buildEnv() {
	const env = { ...process.env };
	for (const line of readFileSync(join(XSNAP, "build.env"), "utf8").split("\n")) {
		const equals = line.indexOf("=");
		if (equals > 0) env[line.slice(0, equals)] = line.slice(equals + 1);
	}
	return env;
}

function hasCommand(name) {
	return spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Runs a command with its output kept, so that standard output stays clean. */
function run(command, args, options) {
	return spawnSync(command, args, {
		...options,
		stdio: ["ignore", "pipe", "pipe"],
		encoding: "utf8",
		maxBuffer: 2 ** 26,
	});
}

function tail({ stdout = "", stderr = "", error }) {
	const lines = `${stdout ?? ""}${stderr ?? ""}${error ? error.message : ""}`.trimEnd().split("\n");
	return lines.slice(-TAIL_LINES).join("\n");
}
