import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceRequest, DeviceResult, Fault } from "../../../sim/soak/device";
import { barLines, repeatLine, reportText } from "../../../sim/soak/report";
import { type SoakHost, soak, soakDevice } from "../../../sim/soak/soak";
import { drawSoak } from "../../../sim/soak/svg";
import { Total } from "../../../sim/soak/total";
import { fakeRunner, goodResult, withViolations } from "../../fakes/soak-world";

const KINDS = ["cut", "reset", "silent"];
const REPEAT = { engine: "v8", plant: undefined };
const FAULTS: readonly Fault[] = ["a", "b", "c", "d"].map((kind, i) => ({ kind, at: i * 10, ms: 1, seed: i }));

interface Run {
	readonly good: boolean;
	readonly out: string[];
	readonly err: string[];
}

function host(live: (request: DeviceRequest) => DeviceResult, out: string[], err: string[], jobs = 1): SoakHost {
	return {
		make: () => fakeRunner(live, FAULTS),
		kinds: KINDS,
		jobs,
		out: (line) => out.push(line),
		err: (line) => err.push(line),
		progress: () => undefined,
	};
}

async function run(live: (request: DeviceRequest) => DeviceResult, json = true, jobs = 1): Promise<Run> {
	const out: string[] = [];
	const err: string[] = [];
	const good = await soak({ seed: 5, years: 0.5, json, repeat: REPEAT }, host(live, out, err, jobs));
	return { good, out, err };
}

const violation = { rule: "C1", text: "gone\u001b[31m", day: 0.5 };

test("soak --json: the last line is one object with what the issue names, in its order", async () => {
	const { good, out, err } = await run(({ days }) => goodResult(days));
	assert.equal(good, true);
	assert.deepEqual(err, []);
	assert.equal(out.length, 1);
	const summary = JSON.parse(out[0]);
	assert.equal(
		Object.keys(summary).join(" "),
		"years seconds readings delivered kept evicted lost duplicates violations faults pairs trace",
	);
	assert.equal(summary.readings, 183);
	assert.equal(summary.delivered + summary.kept, 183);
	assert.equal(summary.pairs, 1);
	assert.deepEqual(summary.faults, { cut: 12 });
});

test("soak: a reading lost is no success, whether a rule says so or not", async () => {
	const { good } = await run(({ days }) => ({ ...goodResult(days), lost: 1 }));
	assert.equal(good, false);
});

test("soak: a failing device prints one line that repeats it with the fewest faults, and no control character", async () => {
	const bad = ({ days, faults }: DeviceRequest): DeviceResult => {
		const fails = days >= 1 && (!faults || faults.some(({ kind }) => kind === "c"));
		return withViolations(goodResult(days), fails ? [violation] : []);
	};
	const { good, err } = await run((request) => (request.seed % 2 ? bad(request) : goodResult(request.days)));
	assert.equal(good, false);
	const [first, ...more] = err.filter((line) => line.startsWith("npm"));
	assert.match(first, /^npm run soak -- --seed 5 --device \d+ --days 1 --faults c@20\+1:2 {2}# C1 on day 0\.50: gone/);
	assert.equal(
		err.some((line) => line.includes("\u001b") || line.includes("\n")),
		false,
	);
	assert.ok(more.every((line) => /^npm run soak -- --seed 5 --device \d+ --days \d+ {2}# C1/.test(line)));
});

test("soak: what the listed faults do not repeat is told by device and days alone", async () => {
	const { err } = await run(({ days, faults }) => withViolations(goodResult(days), faults ? [] : [violation]));
	assert.match(err[0], /^device 0: C1 on day 0\.50/, "as soon as it fails");
	assert.ok(err.some((line) => /^npm run soak -- --seed 5 --device 0 --days 20 {2}# C1/.test(line)));
});

test("soak: sums and trace are the same whatever the number of jobs and whichever device ends first", () => {
	const result = (device: { number: number }): DeviceResult => ({ ...goodResult(), trace: `t${device.number}` });
	const devices = [0, 1, 2, 3].map((number) => ({ number, seed: number, days: 20 }));
	const [one, other, changed] = [new Total(), new Total(), new Total()];
	for (const device of devices) one.add(device, result(device));
	for (const device of [...devices].reverse()) other.add(device, result(device));
	for (const device of devices)
		changed.add(device, { ...result(device), trace: device.number === 2 ? "x" : `t${device.number}` });
	assert.equal(one.trace, other.trace);
	assert.notEqual(one.trace, changed.trace);
	assert.deepEqual(one.counts, other.counts);
});

test("soak --device: takes the faults it is given, and shows the log where it is wished", async () => {
	const out: string[] = [];
	const asked: DeviceRequest[] = [];
	const live = (request: DeviceRequest): DeviceResult => {
		asked.push(request);
		return { ...withViolations(goodResult(request.days), [violation]), log: ["line one", "line two"] };
	};
	const wish = { seed: 5, json: false, repeat: REPEAT, device: 3, days: 2, faults: FAULTS.slice(0, 1), log: true };
	assert.equal(await soakDevice(wish, host(live, out, [])), false);
	assert.equal(asked[0].days, 2);
	assert.equal(asked[0].faults?.length, 1);
	assert.ok(asked[0].log);
	assert.ok(out.includes("  line two"));
	assert.ok(out.some((line) => line.startsWith("C1 on day 0.50")));
});

test("the report names every kind of fault, those that never took effect too", () => {
	const total = new Total();
	total.add({ number: 0, seed: 0, days: 20 }, goodResult());
	const text = reportText(total, 2, KINDS);
	assert.match(text, /faults that took effect: 1 of 3 kinds/);
	assert.match(text, /pairs of kinds that overlapped: 1 of 3/);
	for (const kind of KINDS) assert.match(text, new RegExp(`^ {2}${kind}`, "m"));
	assert.match(text, /0\.05 device-years, 1 devices, 2\.0 s \(1\.6 years a minute\)/);
});

test("bars are in proportion, and one of a million can still be seen", () => {
	const [most, half, one, none] = barLines([
		["a", 1_000_000],
		["b", 500_000],
		["c", 1],
		["d", 0],
	]);
	assert.equal(most, `  a  1,000,000  ${"█".repeat(30)}`);
	assert.equal(half, `  b    500,000  ${"█".repeat(15)}`);
	assert.equal(one, "  c          1  ▏");
	assert.equal(none, "  d          0");
});

test("the line that repeats a run has the engine and the plant where they matter", () => {
	const line = repeatLine({ seed: 1, device: 2, engine: "xs", plant: "no-crc" }, { days: 3, faults: [] });
	assert.equal(line, "npm run soak -- --seed 1 --device 2 --days 3 --faults none --engine xs --plant no-crc");
});

test("the picture has a bar for every kind and a cell for every pair", () => {
	const total = new Total();
	total.add({ number: 0, seed: 0, days: 20 }, goodResult());
	const svg = drawSoak(total, KINDS);
	assert.equal(svg.match(/<title>/g)?.length, 3);
	assert.match(svg, /<title>reset and cut: 1 devices<\/title>/);
	assert.equal(svg.match(/fill="#3b6ea5"/g)?.length, 3);
});
