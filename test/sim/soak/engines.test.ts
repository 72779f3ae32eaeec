import assert from "node:assert/strict";
import { test } from "node:test";
import { findWorker } from "../../../sim/engine/xs";
import { findRoot } from "../../../sim/root";
import type { DeviceResult, RunnerMaker } from "../../../sim/soak/device";
import { fleet } from "../../../sim/soak/fleet";
import { NO_RESULT, runFleet } from "../../../sim/soak/pool";
import { ThreadRunner } from "../../../sim/soak/thread";
import { Total } from "../../../sim/soak/total";
import { XsRunner } from "../../../sim/soak/xs-process";
import { FAKE_WORLD } from "../../fakes/soak-world";

const worker = findWorker(findRoot());
const skip = worker === undefined ? "skipped: the XS engine is not built (a C compiler and make build it)" : false;
const v8: RunnerMaker = () => new ThreadRunner(FAKE_WORLD);
const xs: RunnerMaker = () => new XsRunner(worker ?? "", FAKE_WORLD);

async function total(make: RunnerMaker, jobs: number): Promise<Total> {
	const sum = new Total();
	await runFleet(fleet(3, 1), jobs, make, (device, result) => {
		sum.add(device, result);
		return false;
	});
	return sum;
}

test("soak: the trace is the same with any number of threads", async () => {
	const [one, three] = [await total(v8, 1), await total(v8, 3)];
	assert.equal(one.trace, three.trace);
	assert.ok(one.failed.length > 0 && one.failed.length < one.devices);
	assert.equal(one.violations, three.violations);
});

test("soak: XS gives what V8 gives", { skip }, async () => {
	assert.equal((await total(xs, 2)).trace, (await total(v8, 1)).trace);
});

for (const [name, make, off] of [
	["v8", v8, false],
	["xs", xs, skip],
] as const) {
	test(`soak on ${name}: a world that throws, or hangs, is one device's violation, and the fleet goes on`, {
		skip: off,
	}, async () => {
		const runner = make();
		const fault = (kind: string) => [{ kind, at: 0, ms: 0, seed: 0 }];
		await assert.rejects(runner.run({ seed: 2, days: 1, faults: fault("throw") }, 10_000), /planted/);
		const other = make();
		await assert.rejects(other.run({ seed: 2, days: 1, faults: fault("hang") }, 300), /no result within 0\.3 s/);
		runner.close();
		other.close();
		const results: DeviceResult[] = [];
		let made = 0;
		const broken: RunnerMaker = () => {
			if (made++ > 0) return make();
			return { run: () => Promise.reject(new Error("broken")), draw: async () => [], close: () => undefined };
		};
		await runFleet(fleet(3, 0.2), 1, broken, (_, result) => {
			results.push(result);
			return false;
		});
		assert.deepEqual(results[0].violations, [{ rule: NO_RESULT, text: "broken", day: 0 }]);
		assert.ok(results.slice(1).every(({ readings }) => readings === 5));
	});

	test(`soak on ${name}: the faults drawn for a seed can be listed`, { skip: off }, async () => {
		const runner = make();
		assert.deepEqual(await runner.draw({ seed: 42, days: 1 }), [{ kind: "cut", at: 42, ms: 5, seed: 1 }]);
		runner.close();
	});
}
