import assert from "node:assert/strict";
import { test } from "node:test";
import { runOnV8 } from "../../fakes/world-run";

const HOUR_MS = 3_600_000;

test("behind a power cut a new boot goes on, and nothing of the old one", async () => {
	const faults = [5, 17, 29].map((hour) => ({ kind: "power-cut", at: hour * HOUR_MS + 1, ms: 0, seed: hour }));
	const report = await runOnV8({ seed: 1, days: 2, faults });
	assert.deepEqual(report.violations, []);
	assert.equal(report.boots, 4);
	assert.equal(report.faults["power-cut"], 3);
	assert.equal(report.lost, 0);
	assert.equal(report.delivered + report.kept + report.cut, report.readings);
});
