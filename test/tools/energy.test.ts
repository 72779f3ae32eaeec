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

test("energy: with hardly a message each chip draws what Espressif has for it at rest", () => {
	const atRest = {
		esp32: [28.81, 2.33, 0.01],
		esp32s3: [38.7, 1.33, 0.007],
		esp32c3: [20.82, 0.62, 0.005],
		esp32c6: [27.08, 0.368, 0.007],
	};
	for (const [board, [modemSleep, lightSleep, deepSleep]] of Object.entries(atRest)) {
		const rows = told("--interval", "1000000", "--keep-alive", "1000000", "--board", board);
		const currents = rows.map((row) => Number(/ ([\d.e-]+) mA /.exec(row)?.[1] ?? Number.NaN)).slice(2, 5);
		for (const [i, rest] of [modemSleep, lightSleep, deepSleep].entries())
			assert.ok(currents[i] >= 0.99 * rest && currents[i] < 1.1 * rest, `${board}: ${rows[2 + i]}`);
	}
});

test("energy: a wrong option is told", () => {
	assert.equal(spawnSync(process.execPath, [TOOL, "--board", "uno"]).status, 2);
	assert.equal(spawnSync(process.execPath, [TOOL, "--interval", "0"]).status, 2);
});
