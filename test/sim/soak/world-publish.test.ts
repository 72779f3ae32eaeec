import assert from "node:assert/strict";
import { test } from "node:test";
import { runOnV8 } from "../../fakes/world-run";

test("the firmware boots in the world, connects, and every reading arrives once", async () => {
	const report = await runOnV8({ seed: 1, days: 3, faults: [] });
	assert.deepEqual(report.violations, []);
	assert.equal(report.boots, 1);
	assert.ok(report.readings > 500, `${report.readings} readings`);
	assert.equal(report.delivered + report.kept, report.readings);
	assert.ok(report.kept < 10, `${report.kept} kept`);
	assert.equal(report.lost + report.cut + report.evicted + report.thinned + report.duplicates, 0);
});
