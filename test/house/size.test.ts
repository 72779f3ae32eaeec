import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
/** A room that needs more wants a second door. */
const LINES_MAX = 300;

const FILES = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.mjs"], {
	cwd: ROOT,
	encoding: "utf8",
})
	.split("\n")
	.filter((file) => file !== "");

test("files stay small", () => {
	const long = FILES.map((file) => [file, readFileSync(join(ROOT, file), "utf8").split("\n").length] as const);
	assert.deepEqual(
		long.filter(([, lines]) => lines > LINES_MAX),
		[],
	);
	assert.ok(long.length > 50);
});

test("no switched-off test, no to-do mark, no empty catch", () => {
	const marks = new RegExp(["TO" + "DO", "FIX" + "ME", "X" + "XX", "@" + "@", "\\.only\\(", "\\.skip\\("].join("|"));
	const empty = /catch\s*(\([^)]*\))?\s*\{\s*\}/;
	const found = FILES.filter((file) => {
		const text = readFileSync(join(ROOT, file), "utf8");
		return marks.test(text) || empty.test(text);
	});
	assert.deepEqual(found, []);
});
