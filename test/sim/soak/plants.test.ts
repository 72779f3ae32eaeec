import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { transformSync } from "esbuild";
import { findRoot } from "../../../sim/root";
import { bundleSoak } from "../../../sim/soak/bundle";
import type { DeviceRequest, DeviceResult } from "../../../sim/soak/device";
import { lotText, type Plant } from "../../../sim/soak/plant";
import { findPlants, type PlantResult, plantTable } from "../../../sim/soak/plant-run";
import { PLANTS } from "../../../sim/soak/plants";
import { FAULT_KINDS } from "../../../sim/soak/world/faults";
import { fakeRunner, goodResult, withViolations } from "../../fakes/soak-world";

const ROOT = findRoot();

test("there are 30 plants or more, each with a name of its own, a rule that is to find it, and a patch", () => {
	assert.ok(PLANTS.length >= 30, `${PLANTS.length}`);
	assert.equal(new Set(PLANTS.map(({ name }) => name)).size, PLANTS.length);
	for (const { name, what, rules, patches } of PLANTS) {
		assert.match(name, /^[a-z0-9-]+$/);
		assert.ok(what.length > 0 && rules.length > 0 && patches.length > 0, name);
	}
});

test("every plant's places are in the source, once each, and what comes of it is still a program", () => {
	for (const { name, patches } of PLANTS) {
		const sources = new Map<string, string>();
		for (const { file, find, replace } of patches) {
			const parts = (sources.get(file) ?? readFileSync(join(ROOT, file), "utf8")).split(find);
			assert.equal(parts.length, 2, `${name}: ${file}`);
			assert.notEqual(find, replace, name);
			sources.set(file, parts.join(replace));
		}
		for (const source of sources.values()) transformSync(source, { loader: "ts", logLevel: "silent" });
	}
});

test("a patch whose place is gone is refused", async () => {
	const patches = [{ file: "main.ts", find: "no such thing", replace: "" }];
	await assert.rejects(bundleSoak({ root: ROOT, patches }), /main\.ts/);
});

function plant(name: string, rules: readonly string[]): Plant {
	return { name, what: "wrong", rules, patches: [{ file: "a.ts", find: "a", replace: "b" }] };
}

async function search(
	plants: readonly Plant[],
	live: (plant: string, request: DeviceRequest) => readonly string[],
): Promise<PlantResult[]> {
	return findPlants(plants, {
		seed: 1,
		years: 1,
		jobs: 2,
		build: async (plant) => () =>
			fakeRunner((request): DeviceResult => {
				const rules = live(plant?.name ?? "", request);
				return withViolations(
					goodResult(request.days),
					rules.map((rule) => ({ rule, text: "x", day: 1 })),
				);
			}),
		done: () => undefined,
	});
}

test("a plant is found by its rule alone; other rules that it breaks are told", async () => {
	const [right, wrong] = await search([plant("right", ["C1"]), plant("wrong", ["C1"])], (name) => {
		return name === "right" ? ["R1", "C1"] : name === "wrong" ? ["R1"] : [];
	});
	assert.equal(right.violation?.rule, "C1");
	assert.equal(right.device, 0);
	assert.equal(wrong.violation, undefined);
	assert.deepEqual(wrong.others, ["R1"]);
	assert.ok(wrong.years >= 0.99);
});

test("a rule that the firmware breaks without the plant, too, is no find", async () => {
	const [found] = await search([plant("any", ["C1"])], () => ["C1"]);
	assert.equal(found.violation, undefined);
});

test("a plant that only a long life shows is found, with the device-years that it took", async () => {
	const [found] = await search([plant("late", ["C1"])], (name, { days }) =>
		name === "late" && days > 50 ? ["C1"] : [],
	);
	assert.equal(found.device, 3);
	assert.equal(Math.round(found.years * 365.25), 151);
});

test("the table of plants names those that were not found", async () => {
	const results = await search([plant("right", ["C1"]), plant("wrong", ["C1"])], (name) =>
		name === "right" ? ["C1"] : [],
	);
	const lines = plantTable(results).split("\n");
	assert.equal(lines.length, 4);
	assert.match(lines[2], /^\| right +\| wrong +\| any +\| C1 +\| 0\.05 +\| 0\.0 +\|$/);
	assert.match(lines[3], /NOT FOUND/);
});

test("the kinds that a plant's devices are dealt are kinds of fault", () => {
	for (const { name, lot } of PLANTS)
		for (const kind of lot?.kinds ?? []) assert.ok(FAULT_KINDS.includes(kind), `${name}: ${kind}`);
});

test("a plant's devices are dealt its lot, with the plant and without it, and live as long as it says", async () => {
	const lot = { days: 5, kinds: ["fin"], sectors: 3 };
	const seen: string[] = [];
	const [found] = await search([{ ...plant("dealt", ["C1"]), lot }], (name, request) => {
		seen.push(`${name} ${request.days} ${lotText(request.lot)}`);
		return name === "dealt" ? ["C1"] : [];
	});
	assert.equal(found.violation?.rule, "C1");
	const text = "5 days, 3 sectors, fin every 6 h";
	assert.deepEqual(seen, [`dealt 5 ${text}`, ` 5 ${text}`]);
});
