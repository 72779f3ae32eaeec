import assert from "node:assert/strict";
import { test } from "node:test";
import { enduranceHelp, parseEnduranceOptions } from "../../sim/endurance/options";
import { drawPlan, type PlanOptions } from "../../sim/endurance/plan";
import { Timeline } from "../../sim/endurance/timeline";
import { KINDS } from "../../sim/proxy/fault";
import { seeded } from "../../sim/proxy/random";

function plan(parts: Partial<PlanOptions> = {}) {
	const usual = {
		kinds: KINDS,
		victims: ["broker", "simulator"],
		forMs: 600_000,
		everyMs: 10_000,
		calmMs: 60_000,
	} as const;
	return drawPlan({ ...usual, random: seeded(1), ...parts });
}

test("the same seed draws the same plan: a kill behind each burst of three faults, the victims in turn, all back before the end", () => {
	assert.deepEqual(plan(), plan());
	assert.notDeepEqual(plan(), plan({ random: seeded(2) }));
	const { faults, kills } = plan();
	assert.deepEqual(
		kills.map(({ at }) => at),
		kills.map((_, i) => faults[3 * i + 2].at + 10_000),
	);
	assert.ok(kills.length >= 5);
	kills.forEach(({ at, victim, awayMs }, i) => {
		assert.equal(victim, i % 2 === 0 ? "broker" : "simulator");
		assert.ok(at + awayMs < 600_000);
	});
});

test("kills without faults, faults without kills, and neither", () => {
	assert.ok(plan({ kinds: [] }).kills.length >= 8);
	assert.equal(plan({ victims: [] }).kills.length, 0);
	assert.deepEqual(plan({ kinds: [], victims: [] }), { faults: [], kills: [] });
});

test("the command line takes what --help says and refuses the rest in one line", () => {
	const usual = parseEnduranceOptions([]);
	assert.ok(usual.ok);
	const { forMs, everyMs, calmMs, intervalS, victims, kinds } = usual.value;
	assert.deepEqual(
		[forMs, everyMs, calmMs, intervalS, victims, kinds.length],
		[600_000, 10_000, 90_000, 5, ["broker"], 14],
	);
	const given = parseEnduranceOptions([
		"--kill",
		"broker,simulator",
		"--faults",
		"none",
		"--seed",
		"7",
		"--engine",
		"v8",
	]);
	assert.ok(given.ok);
	assert.deepEqual([given.value.victims.length, given.value.kinds, given.value.seed], [2, [], 7]);
	for (const [args, words] of [
		[["--kill", "me"], /--kill: allowed is none, or some of broker,simulator/],
		[["--faults", "rain"], /--faults: allowed is none, or some of cut/],
		[["--interval", "2"], /--interval: allowed is a whole number from 5/],
		[["--calm", "x"], /--calm: allowed is a number from 0/],
		[["--engine", "jsc"], /--engine: allowed is xs or v8/],
		[["--for"], /use it so: --for SECONDS/],
		[["--forever"], /unknown option/],
	] as const) {
		const result = parseEnduranceOptions(args);
		assert.ok(!result.ok && words.test(result.error) && !result.error.includes("\n"), JSON.stringify(result));
	}
	assert.match(enduranceHelp(), /--kill WHO .*; broker when not given/);
});

test("the timeline draws three seconds a column: marks, what lasts, and counts", () => {
	const timeline = new Timeline(["broker", "rows"]);
	timeline.mark("broker", 0, 20_000, "=");
	timeline.mark("broker", 6_000, 14_000, "S-");
	timeline.count("rows", 1_000);
	timeline.count("rows", 2_000);
	timeline.count("rows", 9_000);
	assert.deepEqual(timeline.lines(24_000), ["seconds  |0", "broker  ==S--==", "rows    2  1", ""]);
});
