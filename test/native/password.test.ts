import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const FOLDER = join(ROOT, "modules/settings/password");
const WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wmissing-prototypes", "-Werror"];
const SANITIZERS = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
/** Another mbedTLS than the system's: MBEDTLS_CFLAGS and MBEDTLS_LIBS, for example of version 4. */
const CFLAGS = (process.env.MBEDTLS_CFLAGS ?? "").split(" ").filter((word) => word !== "");
const LIBS = (process.env.MBEDTLS_LIBS ?? "-lmbedcrypto").split(" ");

function run(words: readonly string[], input?: string) {
	return spawnSync("cc", words, { cwd: ROOT, encoding: "utf8", ...(input === undefined ? {} : { input }) });
}

const compiler = run(["--version"]).status === 0 ? false : "skipped: no C compiler";
const library =
	run(["-E", "-x", "c", ...CFLAGS, "-"], "#include <mbedtls/version.h>\n").status === 0
		? false
		: "skipped: libmbedtls-dev not installed";

test("password-core.c gives the published hashes, and refuses lengths out of its bounds", {
	skip: compiler || library,
}, (t) => {
	const folder = mkdtempSync(join(tmpdir(), "fieldfeed-password-"));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	const program = join(folder, "program");
	const files = [join(FOLDER, "password-core.c"), join(ROOT, "test/native/password.host.c")];
	const most = "-DPASSWORD_ITERATIONS_MAX=80000"; // RFC 7914's vector
	const words = [
		"-std=c11",
		most,
		...WARNINGS,
		...SANITIZERS,
		...CFLAGS,
		"-I",
		FOLDER,
		...files,
		"-o",
		program,
		...LIBS,
	];
	const built = run(words);
	assert.equal(built.status, 0, built.stderr);
	const { status, stdout, stderr } = spawnSync(program, { encoding: "utf8" });
	assert.equal(status, 0, stdout + stderr);
});

test("xs-password.c compiles without a warning", { skip: compiler }, () => {
	const paths = ["-I", join(ROOT, "test/native/stubs"), join(FOLDER, "xs-password.c")];
	const { status, stderr } = run(["-std=gnu17", ...WARNINGS, "-fsyntax-only", ...paths]);
	assert.equal(status, 0, stderr);
});

test("every native function that native.js names is in xs-password.c, and the other way round", () => {
	const wanted = [...readFileSync(join(FOLDER, "native.js"), "utf8").matchAll(/native\("(\w+)"\)/g)].map(([, n]) => n);
	const code = readFileSync(join(FOLDER, "xs-password.c"), "utf8");
	const written = [...code.matchAll(/^void (xs_\w+)\([^;]*\)\s*$/gm)].map(([, name]) => name);
	assert.equal(wanted.length, 2);
	assert.deepEqual(wanted.sort(), written.sort());
});

test("the core's bounds are those of settings/password/password", () => {
	const header = readFileSync(join(FOLDER, "password-core.h"), "utf8");
	const script = readFileSync(join(FOLDER, "password.ts"), "utf8").replaceAll("_", "");
	const defined = (name: string): string => new RegExp(`#define ${name} (\\d+)`).exec(header)?.[1] ?? "";
	assert.match(script, new RegExp(`const PASSWORDMAX = ${defined("PASSWORD_MAX")};`));
	assert.match(script, new RegExp(`const HASH = ${defined("PASSWORD_HASH")};`));
	assert.match(script, new RegExp(`const ITERATIONSMAX = ${defined("PASSWORD_ITERATIONS_MAX")};`));
});
