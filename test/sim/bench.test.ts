import assert from "node:assert/strict";
import { test } from "node:test";
import { type Figure, measure, overBudget, readBudgets } from "../../sim/bench/figures";
import { findObjects } from "../../sim/bench/host";
import type { Patch } from "../../sim/patch";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const skip = findObjects(ROOT) ? false : "skipped: the XS engine is not built (a C compiler and make build it)";

function valueIn(figures: readonly Figure[], name: string): number {
	const figure = figures.find((one) => one.name === name);
	assert.ok(figure, `no figure ${name}`);
	return figure.value;
}

/** Measures the parts with a defect in the firmware; the lines that tell what is above its budget. */
async function planted(patch: Patch): Promise<readonly string[]> {
	return overBudget(await measure({ root: ROOT, entries: ["parts"], patches: [patch] }));
}

test("nothing costs more than its budget (test/size/budget.json)", { skip }, async (t) => {
	const figures = await measure({ root: ROOT });
	t.diagnostic(`${figures.length} figures`);
	assert.deepEqual(overBudget(figures), []);
	const held = new Set(figures.map(({ name }) => name));
	const stale = Object.keys(readBudgets(ROOT)).filter(
		(name) => !held.has(name) && !/^(board|bytecode|collections|lin|ratio|tls)\./.test(name),
	);
	assert.deepEqual(stale, [], "budgets of figures that are not measured");
	assert.deepEqual(
		figures.filter(({ budget }) => budget === undefined),
		[],
		"figures without a budget",
	);
	assert.equal(valueIn(figures, "heap.after10"), valueIn(figures, "heap.after10000"));
});

test("an extra allocation on the way out is above the budget", { skip }, async () => {
	const lines = await planted({
		file: "modules/mqtt/outbox.ts",
		find: "this.transport.write(this.packet, this.start, end)",
		replace: "this.transport.write(this.packet.subarray(0), this.start, end)",
	});
	assert.ok(
		lines.some((line) => line.startsWith("publish.1.garbage.slots: 4 slots, 4 above the budget of 0")),
		lines.join("\n"),
	);
});

test("a second write is above the budget", { skip }, async () => {
	const lines = await planted({
		file: "modules/net/tls/stream.ts",
		find: "this.core.send(this.out, this.room)",
		replace: "this.core.send(this.out, 50)",
	});
	assert.ok(
		lines.some((line) => line.startsWith("publish.8.writes: 4 writes, 3 above the budget of 1")),
		lines.join("\n"),
	);
});

test("garbage of a sensor's driver is above the budget", { skip }, async () => {
	const lines = await planted({
		file: "sensors/pms5003/pms5003.ts",
		find: "values.set(this.readings);",
		replace: "values.set([...this.readings]);",
	});
	assert.ok(
		lines.some((line) => /^sample\.pms5003\.garbage\.slots: \d+ slots, \d+ above the budget of 0/.test(line)),
		lines.join("\n"),
	);
});
