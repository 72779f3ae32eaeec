import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const FOLDER = join(ROOT, "targets/esp32");
const SOURCES = readdirSync(FOLDER).filter((name) => name.endsWith(".c"));
const FLAGS = ["-std=gnu17", "-Wall", "-Wextra", "-Werror", "-Wmissing-prototypes", "-Wshadow", "-fsyntax-only"];
const compiler = spawnSync("cc", ["--version"]).status === 0;
const skip = compiler ? false : "skipped: no C compiler";

/** The toolchain of ESP32 is not here: the headers of test/native/stubs declare what is used, as ESP-IDF 6.0 and the SDK have it. */
for (const source of SOURCES) {
	test(`${source} compiles without a warning`, { skip }, () => {
		const words = [...FLAGS, "-I", join(ROOT, "test/native/stubs"), join(FOLDER, source)];
		const { status, stderr } = spawnSync("cc", words, { encoding: "utf8" });
		assert.equal(status, 0, stderr);
	});
}

for (const source of SOURCES) {
	test(`${source} does what its comments say, run here under AddressSanitizer against stand-ins`, { skip }, (t) => {
		const folder = mkdtempSync(join(tmpdir(), "fieldfeed-native-"));
		t.after(() => rmSync(folder, { recursive: true, force: true }));
		const program = join(folder, "program");
		const host = join(ROOT, "test/native", source.replace(/\.c$/, ".host.c"));
		const sanitize = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
		const paths = ["-I", join(ROOT, "test/native/stubs"), host, "-o", program];
		const built = spawnSync("cc", ["-std=gnu17", "-Wall", "-Wextra", "-Werror", ...sanitize, ...paths], {
			encoding: "utf8",
		});
		assert.equal(built.status, 0, built.stderr);
		const { status, stdout, stderr } = spawnSync(program, { encoding: "utf8" });
		assert.equal(status, 0, stdout + stderr);
	});
}

test("every native function that a .js names is in the .c beside it, and the other way round", () => {
	assert.ok(SOURCES.length > 0);
	for (const source of SOURCES) {
		const code = readFileSync(join(FOLDER, source), "utf8");
		const script = readFileSync(join(FOLDER, source.replace(/\.c$/, ".js")), "utf8");
		const wanted = [...script.matchAll(/[nN]ative\("(\w+)"\)/g)].map(([, name]) => name);
		const written = [...code.matchAll(/^void (xs_\w+)\([^;]*\)\s*$/gm)].map(([, name]) => name);
		assert.deepEqual([...new Set(wanted)].sort(), written.sort(), source);
	}
});
