import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { findWorker } from "../../../sim/engine/xs";
import { findRoot } from "../../../sim/root";
import { bundleSoak } from "../../../sim/soak/bundle";
import type { RunnerMaker } from "../../../sim/soak/device";
import { fleet } from "../../../sim/soak/fleet";
import { runFleet } from "../../../sim/soak/pool";
import { repeatLine, violationText } from "../../../sim/soak/report";
import { ThreadRunner } from "../../../sim/soak/thread";
import { Total } from "../../../sim/soak/total";
import { XsRunner } from "../../../sim/soak/xs-process";

const ROOT = findRoot();
const SEED = 1;
const YEARS = 25;
const XS_YEARS = 1;
const worker = findWorker(ROOT);
const skip = worker === undefined ? "skipped: the XS engine is not built (a C compiler and make build it)" : false;
const script = bundleSoak({ root: ROOT });

async function live(make: RunnerMaker, years: number, jobs = availableParallelism()): Promise<Total> {
	const total = new Total();
	await runFleet(fleet(SEED, years), jobs, make, (device, result) => {
		total.add(device, result);
		return false;
	});
	return total;
}

/** What went wrong, with what repeats it. */
function failures({ failed }: Total, engine: string): string[] {
	return failed.map(({ device: { number, days }, violation }) => {
		const line = repeatLine({ seed: SEED, device: number, engine, plant: undefined }, { days });
		return `${line}  # ${violationText(violation)}`;
	});
}

/** Every reading is somewhere. */
function balances({ counts }: Total): void {
	const { readings, delivered, kept, evicted, thinned, cut, lost } = counts;
	assert.equal(delivered + kept + evicted + thinned + cut + lost, readings);
	assert.equal(lost, 0);
}

test(`${YEARS} device-years on V8 with faults: no rule is violated, no reading lost`, async (t) => {
	const text = await script;
	const started = Date.now();
	const total = await live(() => new ThreadRunner(text), YEARS);
	const seconds = (Date.now() - started) / 1_000;
	const kinds = Object.values(total.faults).filter((count) => count > 0).length;
	t.diagnostic(
		`${total.devices} devices, ${seconds.toFixed(0)} s, ${total.counts.readings} readings, ${kinds} kinds of fault`,
	);
	assert.deepEqual(failures(total, "v8"), []);
	balances(total);
	assert.ok(total.counts.readings > 1_000_000, `${total.counts.readings} readings`);
	assert.ok(kinds >= 40, `${kinds} kinds of fault took effect`);
});

test(`${XS_YEARS} device-year on XS: no rule is violated, and its trace is V8's`, { skip }, async (t) => {
	const text = await script;
	const started = Date.now();
	const xs = await live(() => new XsRunner(worker ?? "", text), XS_YEARS);
	t.diagnostic(`${xs.devices} devices, ${((Date.now() - started) / 1_000).toFixed(0)} s`);
	assert.deepEqual(failures(xs, "xs"), []);
	balances(xs);
	assert.equal(xs.trace, (await live(() => new ThreadRunner(text), XS_YEARS)).trace);
});

test("the trace of a soak is the same with one thread and with three", async () => {
	const text = await script;
	const one = await live(() => new ThreadRunner(text), 0.2, 1);
	const three = await live(() => new ThreadRunner(text), 0.2, 3);
	assert.equal(one.trace, three.trace);
});
