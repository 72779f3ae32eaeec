import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const OUT = join(ROOT, "build", "native");
const CORE = join(ROOT, "modules", "net", "tls");
const NATIVE = join(ROOT, "test", "native");
const WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];
const SANITIZERS = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
/** Another mbedTLS than the system's: MBEDTLS_CFLAGS and MBEDTLS_LIBS, for example of version 4. */
const CFLAGS = (process.env.MBEDTLS_CFLAGS ?? "").split(" ").filter((word) => word !== "");
const LIBS = (process.env.MBEDTLS_LIBS ?? "-lmbedtls -lmbedx509 -lmbedcrypto").split(" ");

/** A program that was built, or why it was not. */
export type Built = { readonly path: string } | { readonly missing: string };

function compile(words: readonly string[]) {
	return spawnSync(process.env.CC ?? "cc", [...words], { cwd: ROOT, encoding: "utf8" });
}

/** Whether `header` can be included. */
function has(header: string): boolean {
	const words = ["-E", "-x", "c", ...CFLAGS, "-"];
	const { error, status } = spawnSync("cc", words, { input: `#include <${header}>\n`, encoding: "utf8" });
	return error === undefined && status === 0;
}

/** The C files of the TLS core: no XS in them. */
export function coreSources(): string[] {
	return readdirSync(CORE)
		.filter((name) => name.startsWith("tls-") && name.endsWith(".c"))
		.map((name) => join(CORE, name));
}

/** A name that changes with whatever goes into the program. */
function nameOf(program: string, files: readonly string[]): string {
	const hash = createHash("sha256").update(JSON.stringify([CFLAGS, LIBS, process.env.CC]));
	const headers = [CORE, NATIVE].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
	for (const file of [...files, ...headers.filter((name) => name.endsWith(".h"))]) hash.update(readFileSync(file));
	return `${program}-${hash.digest("hex").slice(0, 12)}`;
}

/**
 * Builds the TLS core with `program`, which is test/native/`program`*.c, with all warnings as errors, and with the sanitizers where the compiler has them.
 * Test files run side by side: each builds under a name of its own and renames it.
 */
export function buildNative(program: string): Built {
	if (compile(["--version"]).error) return { missing: "skipped: no C compiler" };
	if (!has("mbedtls/ssl.h")) return { missing: "skipped: libmbedtls-dev not installed" };
	const own = readdirSync(NATIVE).filter((name) => name.startsWith(program) && name.endsWith(".c"));
	const files = [...coreSources(), ...own.map((name) => join(NATIVE, name))];
	const path = join(OUT, nameOf(program, files));
	if (existsSync(path)) return { path };
	mkdirSync(OUT, { recursive: true });
	const fresh = `${path}-${process.pid}`;
	const words = [...WARNINGS, ...CFLAGS, "-I", CORE, ...files, "-o", fresh, ...LIBS];
	const sane = compile([...SANITIZERS, ...words]);
	const result = sane.status === 0 ? sane : compile(["-O1", ...words]);
	if (result.status !== 0) throw new Error(`${program} does not build:\n${sane.stderr}`);
	renameSync(fresh, path);
	return { path };
}

/** Whether the mbedTLS at hand has TLS 1.3: version 4 does as it comes, 2.28 does not. */
export function nativeHas13(): boolean {
	const probe = "#include <mbedtls/ssl.h>\n#ifndef MBEDTLS_SSL_PROTO_TLS1_3\n#error no\n#endif\n";
	return spawnSync("cc", ["-E", "-x", "c", ...CFLAGS, "-"], { input: probe }).status === 0;
}
