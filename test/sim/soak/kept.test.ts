import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { DeviceRequest, DeviceResult } from "../../../sim/soak/device";
import { fleet } from "../../../sim/soak/fleet";
import { KeptDevices } from "../../../sim/soak/kept";
import { soak } from "../../../sim/soak/soak";
import { UsageError } from "../../../sim/usage";

const FOLDER = mkdtempSync(join(tmpdir(), "fieldfeed-kept-"));
after(() => rmSync(FOLDER, { recursive: true }));

const YEARS = 0.5;
const DEVICES = fleet(1, YEARS);

const GOOD: DeviceResult = {
	days: 0,
	events: 1,
	readings: 10,
	delivered: 10,
	kept: 0,
	evicted: 0,
	thinned: 0,
	cut: 0,
	lost: 0,
	duplicates: 0,
	violated: 0,
	violations: [],
	faults: {},
	pairs: [],
	states: [],
	trace: "good",
};

/** Runs a soak whose devices do nothing; `bad` fails. Returns the seeds of the devices that ran, and the last object that was written. */
async function runSoak(file: string, bad?: number): Promise<{ ran: number[]; summary: Record<string, unknown> }> {
	const ran: number[] = [];
	const lines: string[] = [];
	const run = async ({ seed, days }: DeviceRequest): Promise<DeviceResult> => {
		ran.push(seed);
		if (seed !== bad) return { ...GOOD, days, trace: String(seed) };
		return { ...GOOD, days, violated: 1, violations: [{ rule: "C1", text: "planted", day: 1 }] };
	};
	const wish = { seed: 1, years: YEARS, json: true, repeat: { engine: "v8", plant: undefined } };
	await soak(wish, {
		make: () => ({ run, draw: async () => [], close: () => undefined }),
		kinds: [],
		jobs: 2,
		kept: new KeptDevices(file, 1, "script"),
		out: (line) => lines.push(line),
		err: () => undefined,
		progress: () => undefined,
	});
	return { ran, summary: JSON.parse(lines[lines.length - 1]) };
}

test("npm run soak --keep: a second run has nothing left to do and says the same", async () => {
	const file = join(FOLDER, "twice");
	const first = await runSoak(file);
	assert.equal(first.ran.length, DEVICES.length);
	const second = await runSoak(file);
	assert.deepEqual(second.ran, []);
	assert.deepEqual({ ...second.summary, seconds: 0 }, { ...first.summary, seconds: 0 });
});

test("npm run soak --keep: a run that was killed in a write goes on with the devices that are missing", async () => {
	const file = join(FOLDER, "killed");
	await runSoak(file);
	const lines = readFileSync(file, "utf8").split("\n");
	writeFileSync(file, [lines[0], lines[1], lines[2].slice(0, 20)].join("\n"));
	assert.equal((await runSoak(file)).ran.length, DEVICES.length - 1);
	assert.deepEqual((await runSoak(file)).ran, []);
});

test("npm run soak --keep: a device that failed is not kept, and fails again", async () => {
	const file = join(FOLDER, "failed");
	const bad = DEVICES[3].seed;
	assert.equal((await runSoak(file, bad)).summary.violations, 1);
	const again = await runSoak(file, bad);
	assert.ok(again.ran.includes(bad));
	assert.equal(again.ran.length, again.ran.filter((seed) => seed === bad).length, "others ran again");
	assert.equal(again.summary.violations, 1);
});

test("npm run soak --keep: a device that lived another time runs again", () => {
	const file = join(FOLDER, "days");
	const kept = new KeptDevices(file, 1, "script");
	kept.add(DEVICES[0], { ...GOOD, days: 5 });
	const again = new KeptDevices(file, 1, "script");
	assert.equal(again.resultOf({ ...DEVICES[0], days: 6 }), undefined);
	assert.equal(again.resultOf({ ...DEVICES[0], days: 5 })?.trace, "good");
});

for (const [what, open] of [
	["another seed", (file: string) => new KeptDevices(file, 2, "script")],
	["another firmware", (file: string) => new KeptDevices(file, 1, "another")],
] as const)
	test(`npm run soak --keep: a file of ${what} is refused in one line and left as it is`, () => {
		const file = join(FOLDER, what.replace(" ", "-"));
		new KeptDevices(file, 1, "script").add(DEVICES[0], { ...GOOD, days: DEVICES[0].days });
		const before = readFileSync(file, "utf8");
		assert.throws(() => open(file), { constructor: UsageError, message: /^--keep: .*name a new one$/ });
		assert.equal(readFileSync(file, "utf8"), before);
	});

test("npm run soak --keep: a file that is none, and one that cannot be written, are refused in one line", () => {
	const file = join(FOLDER, "notes");
	appendFileSync(file, "my notes");
	assert.throws(() => new KeptDevices(file, 1, "script"), { constructor: UsageError, message: /name a new one/ });
	assert.equal(readFileSync(file, "utf8"), "my notes");
	const nowhere = join(FOLDER, "no-such-folder", "kept");
	assert.throws(() => new KeptDevices(nowhere, 1, "script"), { constructor: UsageError, message: /ENOENT/ });
});
