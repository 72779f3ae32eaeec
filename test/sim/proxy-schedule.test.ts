import assert from "node:assert/strict";
import { test } from "node:test";
import { describeFault, drawSchedule, KINDS, rowOf } from "../../sim/proxy/fault";
import { parseProxyOptions, proxyHelp } from "../../sim/proxy/options";
import { seeded } from "../../sim/proxy/random";
import { CliProcess } from "../fakes/cli";
import { startProxied } from "../fakes/proxied";

function draw(seed: number, forMs = 1_000_000) {
	return drawSchedule({ random: seeded(seed), kinds: KINDS, forMs, everyMs: 10_000, burst: 4, calmMs: 60_000 });
}

test("the same seed draws the same schedule, another one another", () => {
	assert.deepEqual(draw(1), draw(1));
	assert.notDeepEqual(draw(1), draw(2));
});

test("every kind comes once before one comes again, within its bounds, with a calm behind each burst", () => {
	const schedule = draw(7);
	const first = schedule.slice(0, KINDS.length).map(({ fault }) => fault.kind);
	assert.deepEqual([...first].sort(), [...KINDS].sort());
	schedule.forEach(({ at, fault }, i) => {
		const { ms = [0, 0], amount = { least: 0, most: 0 } } = rowOf(fault.kind);
		assert.ok(fault.ms >= ms[0] && fault.ms <= ms[1], describeFault(fault));
		assert.ok(fault.amount >= amount.least && fault.amount <= amount.most, describeFault(fault));
		const gap = at - (schedule[i - 1]?.at ?? -5_000);
		const calm = i > 0 && i % 4 === 0 ? 60_000 : 0;
		assert.ok(gap >= calm + 4_999 && gap <= calm + 15_001, `${gap} ms before number ${i}`);
	});
	assert.ok(schedule.every(({ at }) => at < 1_000_000));
});

test("the command line takes what --help says and refuses the rest in one line", () => {
	const good = parseProxyOptions(["--target", "[::1]:8883", "--faults", "cut,rst", "--seed=5", "--for", "2", "--json"]);
	assert.ok(good.ok);
	assert.deepEqual(good.value.target, { host: "::1", port: 8_883 });
	assert.deepEqual(good.value.kinds, ["cut", "rst"]);
	assert.deepEqual([good.value.seed, good.value.forMs, good.value.json], [5, 2_000, true]);
	for (const [args, words] of [
		[[], /--target: needed is HOST:PORT/],
		[["--target", "localhost"], /--target: needed/],
		[["--target", "localhost:70000"], /--target: needed/],
		[["--target", "a:1", "--faults", "cut,lightning"], /--faults: allowed is none, or some of cut,rst/],
		[["--target", "a:1", "--port", "x"], /--port: allowed/],
		[["--target", "a:1", "--for", "0"], /--for: allowed/],
		[["--target", "a:1", "--every", "0"], /--every: allowed/],
		[["--target", "a:1", "--seed", "-1"], /--seed/],
		[["--target", "a:1", "--what"], /unknown option --what/],
		[["a:1"], /only options/],
		[["--target"], /use it so: --target HOST:PORT/],
	] as const) {
		const result = parseProxyOptions(args);
		assert.ok(!result.ok && words.test(result.error) && !result.error.includes("\n"), JSON.stringify(result));
	}
	for (const kind of KINDS) assert.ok(proxyHelp().includes(`\n  ${kind} `), kind);
});

test("npm run proxy: stands in front of a server, says what it does as JSON, and stops by itself and by Ctrl-C", async () => {
	const { proxy: target } = await startProxied();
	const args = ["--target", `127.0.0.1:${target.port}`, "--seed", "3", "--every", "1", "--json"];
	const run = await new CliProcess([...args, "--for", "3"], undefined, "sim/proxy.mjs").done;
	assert.equal(run.code, 0, run.stderr);
	const lines = run.stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line) as Record<string, unknown>);
	assert.equal(lines[0].event, "listening");
	const faults = lines.filter(({ event }) => event === "fault").map(({ kind }) => kind);
	const expected = drawSchedule({ random: seeded(3), kinds: KINDS, forMs: 3_000, everyMs: 1_000, burst: 4, calmMs: 0 });
	assert.deepEqual(
		faults,
		expected.map(({ fault }) => fault.kind),
	);
	assert.equal(lines.at(-1)?.event, "summary");
	const other = new CliProcess(args, undefined, "sim/proxy.mjs");
	await other.says(/Ctrl-C stops/);
	assert.equal((await other.stop()).code, 0);
});
