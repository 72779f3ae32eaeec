/**
 * `npm run fuzz [-- SECONDS]`: runs each fuzz target of the TLS core (test/native/fuzz-*.c) for so long, ten minutes when not said, under
 * libFuzzer, AddressSanitizer and UBSan. It needs clang and libmbedtls-dev; without them it says so and does nothing.
 *
 * With MBEDTLS_SOURCE naming the sources of mbedTLS 2.28 the library is built into the targets, so that coverage guides the fuzzer through
 * it, too. What a target finds is left in build/fuzz.
 *
 * Exit code 1: something was found or does not build.
 */
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

const TARGETS = ["handshake", "session"];
const NATIVE = join(ROOT, "test", "native");
const OUT = join(ROOT, "build", "fuzz");
const CORE = join(ROOT, "modules", "net", "tls");
const SANITIZERS = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const SECONDS = 600;
/** One input may take this long, and be this long: a flight with a chain of 16 KB. */
const LIMITS = ["-timeout=20", "-max_len=24000", "-rss_limit_mb=1024"];

const [seconds = `${SECONDS}`] = process.argv.slice(2);
process.exitCode = await main(Number(seconds));

async function main(time) {
	if (!Number.isInteger(time) || time < 1) return stop("usage: npm run fuzz [-- SECONDS]", 2);
	const clang = ["clang", "clang-19", "clang-16", "clang-15", "clang-14"].find(
		(name) => !spawnSync(name, ["--version"]).error,
	);
	if (!clang) return stop("fuzz: skipped: clang is not installed", 0);
	if (spawnSync(clang, ["-E", "-x", "c", "-"], { input: "#include <mbedtls/ssl.h>\n" }).status !== 0)
		return stop("fuzz: skipped: libmbedtls-dev is not installed", 0);
	mkdirSync(OUT, { recursive: true });
	const library = buildLibrary(clang);
	if (library === undefined) return 1;
	const good = await Promise.all(TARGETS.map((target) => fuzz(clang, target, library, time)));
	return good.every(Boolean) ? 0 : 1;
}

/** What to link against: mbedTLS built with coverage, or the system's. */
function buildLibrary(clang) {
	const source = process.env.MBEDTLS_SOURCE;
	if (!source) return ["-lmbedtls", "-lmbedx509", "-lmbedcrypto"];
	const folder = join(OUT, "mbedtls");
	mkdirSync(folder, { recursive: true });
	const files = readdirSync(join(source, "library")).filter((name) => name.endsWith(".c"));
	for (const file of files) {
		// The library is not held to our standards: of UBSan only what crashes.
		const words = ["-g", "-O1", "-fsanitize=address,fuzzer-no-link", "-I", join(source, "include")];
		const object = join(folder, file.replace(/c$/, "o"));
		const { status, stderr } = spawnSync(clang, [...words, "-c", join(source, "library", file), "-o", object]);
		if (status !== 0) return stop(`${file}: ${stderr}`, undefined);
	}
	const objects = files.map((file) => join(folder, file.replace(/c$/, "o")));
	return ["-I", join(source, "include"), "-Wl,--allow-multiple-definition", ...objects];
}

/** Builds one target and runs it; all of them at a time. Resolves to whether nothing was found. */
async function fuzz(clang, target, library, time) {
	const core = readdirSync(CORE).filter((name) => name.startsWith("tls-") && name.endsWith(".c"));
	const files = [
		join(NATIVE, "fuzz-common.c"),
		join(NATIVE, `fuzz-${target}.c`),
		...core.map((name) => join(CORE, name)),
	];
	const program = join(OUT, `fuzz-${target}`);
	const words = [...SANITIZERS, "-fsanitize=fuzzer", "-I", CORE, "-I", NATIVE, ...files, ...library, "-o", program];
	const { status, stderr } = await run(clang, words);
	if (status !== 0) return stop(`fuzz-${target} does not build:\n${stderr}`, false);
	const grown = join(OUT, `corpus-${target}`);
	mkdirSync(grown, { recursive: true });
	const options = [`-max_total_time=${time}`, "-print_final_stats=1", "-verbosity=0", `-artifact_prefix=${OUT}/`];
	process.stdout.write(`fuzz-${target}: ${time} s\n`);
	const ran = await run(program, [...LIMITS, ...options, grown, join(NATIVE, "corpus", target)]);
	const executions = /number_of_executed_units: (\d+)/.exec(ran.stderr)?.[1] ?? "no";
	process.stdout.write(`fuzz-${target}: ${executions} executions, ${ran.status === 0 ? "nothing found" : "FAILED"}\n`);
	if (ran.status !== 0) process.stdout.write(ran.stderr.slice(-6_000));
	return ran.status === 0;
}

/** Runs a program to its end: what it told on standard error, and its exit code, or why it has none. */
function run(program, words) {
	return new Promise((resolve) => {
		execFile(program, words, { maxBuffer: 1 << 28 }, (error, _stdout, stderr) => {
			resolve({ status: error ? (error.code ?? error.signal ?? "no exit code") : 0, stderr });
		});
	});
}

function stop(text, result) {
	process.stdout.write(`${text}\n`);
	return result;
}
