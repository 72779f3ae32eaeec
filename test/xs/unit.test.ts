import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { findWorker, XsEngine } from "../../sim/engine/xs";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const SCRIPTS = join(ROOT, "build/test/unit-xs");
const worker = findWorker(ROOT);
const skip = worker === undefined ? "skipped: the XS engine is not built (a C compiler and make build it)" : false;
/** Folders of test/unit, each a script of its own; the largest first, so that the last to end is a short one. */
const folders = readdirSync(SCRIPTS)
	.sort((a, b) => statSync(join(SCRIPTS, b)).size - statSync(join(SCRIPTS, a)).size)
	.map((file) => file.replace(/\.js$/, ""));

test("every folder of test/unit has its script for XS", () => {
	assert.deepEqual([...folders].sort(), readdirSync(join(ROOT, "test/unit")).sort());
});

/** Everything that the unit tests hold on V8 holds on the engine of the board as well. Two folders at a time, each in a machine of its own. */
test("every unit test passes on XS", { skip, concurrency: 2 }, async (t) => {
	await Promise.all(
		folders.map((folder) => t.test(`every unit test of ${folder} passes on XS`, (one) => runFolder(one, folder))),
	);
});

async function runFolder(t: TestContext, folder: string): Promise<void> {
	const engine = new XsEngine(worker ?? "", () => new Uint8Array(0));
	t.after(() => engine.close());
	const ask = async (question: string): Promise<string> => {
		const { reply } = await engine.deliver(new TextEncoder().encode(question).slice().buffer as ArrayBuffer);
		return Buffer.from(reply).toString("utf8");
	};
	await engine.load(readFileSync(join(SCRIPTS, `${folder}.js`), "latin1"));
	const names = JSON.parse(await ask("names")) as string[];
	const wrong: string[] = [];
	for (let i = 0; i < names.length; i++) {
		const answer = await ask(String(i));
		if (answer !== "") wrong.push(`${names[i]}: ${answer}`);
	}
	t.diagnostic(`${names.length - wrong.length} of ${names.length} unit tests passed on XS`);
	assert.ok(names.length > 3, `only ${names.length} tests were found`);
	assert.deepEqual(wrong, []);
}
