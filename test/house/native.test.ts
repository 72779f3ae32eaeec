import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const absent = spawnSync("cc", ["--version"]).error !== undefined && "skipped: there is no C compiler";

test("targets/esp32/netif.c compiles without a warning against the declarations it uses of the SDK and of ESP-IDF v6.0", {
	skip: absent,
}, () => {
	const flags = ["-std=gnu11", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion", "-Werror"];
	const words = [...flags, "-I", join(ROOT, "test/native/stubs"), join(ROOT, "targets/esp32/netif.c")];
	const { status, stderr } = spawnSync("cc", words, { encoding: "utf8" });
	assert.equal(status, 0, stderr);
});
