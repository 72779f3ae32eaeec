import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const TOOL = join(findRoot(), "tools/energy.mjs");

function told(...words: string[]): string[] {
	return execFileSync(process.execPath, [TOOL, ...words], { encoding: "utf8" }).split("\n");
}

test("energy: a row for each way to wait, and what the firmware does not do yet is marked", () => {
	const rows = told("--interval", "300", "--board", "esp32c3").filter((line) => line.includes(" mAh "));
	assert.equal(rows.length, 5);
	assert.match(rows[1], /^modem sleep +20\.9 mA/);
	for (const row of rows.slice(2)) assert.match(row, /does not do this yet/);
});

test("energy: seldom messages cost less, in deep sleep in proportion", () => {
	const current = (interval: string) =>
		Number(/resumed +([\d.]+) mA/.exec(told("--interval", interval).join("\n"))?.[1] ?? Number.NaN);
	assert.ok(Math.abs(current("60") / current("600") - 10) < 0.5);
});

test("energy: a chip without figures has none made up, and a wrong option is told", () => {
	assert.match(told("--board", "esp32c6")[2], /Espressif gives no figure/);
	assert.equal(spawnSync(process.execPath, [TOOL, "--board", "uno"]).status, 2);
	assert.equal(spawnSync(process.execPath, [TOOL, "--interval", "0"]).status, 2);
});
