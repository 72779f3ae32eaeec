import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { findRoot } from "../../../sim/root";
import { PLANTS } from "../../../sim/soak/plants";

const ROOT = findRoot();
const SOAK = readFileSync(join(ROOT, "docs/soak.md"), "utf8");

test("the fault kinds of docs/soak.md are the code's (npm run docs makes them)", async () => {
	const { soakWithFaults } = await import(pathToFileURL(join(ROOT, "tools/docs.mjs")).href);
	assert.equal(SOAK, await soakWithFaults());
});

test("docs/soak.md has every plant with what found it, or that nothing has yet, and every rule that a plant is to be found by", () => {
	const rows = SOAK.split("\n").filter((line) => line.startsWith("| "));
	for (const { name, rules } of PLANTS) {
		const row = rows.find((line) => line.startsWith(`| ${name} `)) ?? "";
		assert.match(row, /\| (C1|C2|C3|L1|L2|K1|R1|B1|S1|S2|P1|M1|X1|MQTT|not yet) +\|/, name);
		for (const rule of rules)
			assert.ok(
				rows.some((line) => line.startsWith(`| ${rule} |`)),
				rule,
			);
	}
});

test("every file of the soak that docs/soak.md names exists", () => {
	for (const [file] of SOAK.matchAll(/sim\/soak\/[\w-]+\.ts\b/g))
		assert.ok(readFileSync(join(ROOT, file), "utf8"), file);
});
