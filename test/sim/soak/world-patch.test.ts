import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bundleSoak } from "../../../sim/soak/bundle";
import { ROOT } from "../../fakes/world-run";

const file = "modules/core/backoff.ts";

test("a patch changes the source that it names", async () => {
	const patches = [{ file, find: "BACKOFF_MIN_MS = 1_000", replace: "BACKOFF_MIN_MS = 1_234" }];
	assert.match(await bundleSoak({ root: ROOT, patches }), /BACKOFF_MIN_MS = 1234\b/);
});

test("a patch that does not fit exactly once is refused", async () => {
	for (const find of ["no such text", "ceiling"]) {
		const times = readFileSync(join(ROOT, file), "utf8").split(find).length - 1;
		assert.notEqual(times, 1);
		const patches = [{ file, find, replace: "x" }];
		await assert.rejects(bundleSoak({ root: ROOT, patches }), new RegExp(`fits ${file} ${times} times, not once`));
	}
});

test("a patch of a file that is not in the bundle is refused", async () => {
	const patches = [{ file: "modules/core/none.ts", find: "a", replace: "b" }];
	await assert.rejects(bundleSoak({ root: ROOT, patches }), /none\.ts, which is not in the bundle/);
});
