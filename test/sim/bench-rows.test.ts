import assert from "node:assert/strict";
import { test } from "node:test";
import { MODELS } from "sensors/catalog";
import { readBudgets } from "../../sim/bench/figures";
import { SAMPLE_ROWS } from "../../sim/bench/guest/sample-rows";
import { findRoot } from "../../sim/root";

/** Those that sim/bench/guest/sample-rows leaves out, with its reasons. */
function isMeasured(name: string): boolean {
	return name !== "host" && !name.startsWith("sdk-");
}

test("a sample of each sensor model of the catalog is measured by the bench, once, and has its budget", () => {
	const rows = SAMPLE_ROWS.map(({ model }) => model);
	const models = MODELS.map(({ name }) => name).filter(isMeasured);
	assert.deepEqual(rows.toSorted(), models.toSorted());
	const budgets = readBudgets(findRoot());
	for (const model of models) {
		assert.ok(budgets[`sample.${model}.meter`], model);
		for (const what of ["slots", "chunks"]) assert.equal(budgets[`sample.${model}.garbage.${what}`]?.budget, 0, model);
	}
});
