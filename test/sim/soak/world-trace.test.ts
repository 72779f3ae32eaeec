import assert from "node:assert/strict";
import { test } from "node:test";
import { runOnV8, runOnXs, skipXs } from "../../fakes/world-run";

test("the same seed gives the same report twice, and another seed another", async () => {
	const request = { seed: 7, days: 4 };
	const first = await runOnV8(request);
	assert.deepEqual(await runOnV8(request), first);
	assert.notEqual((await runOnV8({ ...request, seed: 8 })).trace, first.trace);
});

test("XS gives the same report as V8, faults and all", { skip: skipXs }, async () => {
	const request = { seed: 7, days: 4 };
	assert.deepEqual(await runOnXs(request), await runOnV8(request));
});
