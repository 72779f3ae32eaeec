import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fault, Violation } from "../../../sim/soak/device";
import { type Attempt, shrink } from "../../../sim/soak/shrink";
import { goodResult } from "../../fakes/soak-world";

const LIMITS = { runs: 200, ms: 60_000 };

function faults(count: number): Fault[] {
	return Array.from({ length: count }, (_, i) => ({ kind: `k${i}`, at: i * 3_600_000, ms: 60_000, seed: i }));
}

/** Fails by `rule` when all of `needed` are there and it lives long enough. */
function failing(needed: readonly string[], violation: Violation, leastDays = 1): Attempt {
	return async ({ faults, days }) => {
		const all = needed.every((kind) => faults.some((fault) => fault.kind === kind));
		return { ...goodResult(days), violations: all && days >= leastDays ? [violation] : [] };
	};
}

const C1 = { rule: "C1", text: "gone", day: 3.2 };

test("shrinking: of 60 faults the two that it takes together are left, and the days up to the violation", async () => {
	const request = { seed: 1, days: 20, faults: faults(60) };
	const least = await shrink(request, "C1", failing(["k7", "k41"], C1), LIMITS);
	assert.deepEqual(
		least?.request.faults.map(({ kind }) => kind),
		["k7", "k41"],
	);
	assert.equal(least?.request.days, 4);
	assert.equal(least?.violation, C1);
	assert.ok((least?.runs ?? 999) <= 100, `${least?.runs} runs`);
});

test("shrinking: a run that fails without any fault is left with none", async () => {
	const least = await shrink({ seed: 1, days: 20, faults: faults(30) }, "C1", failing([], C1), LIMITS);
	assert.deepEqual(least?.request.faults, []);
});

test("shrinking: days that the violation needs are not cut", async () => {
	const least = await shrink({ seed: 1, days: 20, faults: faults(8) }, "C1", failing(["k3"], C1, 20), LIMITS);
	assert.equal(least?.request.days, 20);
	assert.equal(least?.request.faults.length, 1);
});

test("shrinking: another rule is not mistaken for the same failure", async () => {
	const attempt: Attempt = async ({ faults }) => {
		const rule = faults.length > 3 ? "C1" : "R1";
		return { ...goodResult(), violations: [{ rule, text: "x", day: 19.9 }] };
	};
	const least = await shrink({ seed: 1, days: 20, faults: faults(16) }, "C1", attempt, LIMITS);
	assert.equal(least?.violation.rule, "C1");
	assert.equal(least?.request.faults.length, 4);
});

test("shrinking: runs are bounded, and what is left then still fails", async () => {
	let runs = 0;
	const attempt: Attempt = (request) => {
		runs++;
		return failing(["k40", "k44", "k51", "k59"], C1)(request);
	};
	const least = await shrink({ seed: 1, days: 20, faults: faults(60) }, "C1", attempt, { runs: 12, ms: 60_000 });
	assert.equal(runs, 12);
	const kinds = least?.request.faults.map(({ kind }) => kind) ?? [];
	for (const kind of ["k40", "k44", "k51", "k59"]) assert.ok(kinds.includes(kind), kind);
	assert.ok(kinds.length < 60);
});

test("shrinking: what does not fail again is told by undefined", async () => {
	assert.equal(
		await shrink({ seed: 1, days: 20, faults: faults(4) }, "C1", async () => goodResult(), LIMITS),
		undefined,
	);
});
