import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findWorker, XsEngine } from "../../sim/engine/xs";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const SCRIPTS = join(ROOT, "build/test/unit-xs");
const worker = findWorker(ROOT);
const skip = worker === undefined ? "skipped: the XS engine is not built (a C compiler and make build it)" : false;
/** Folders of test/unit, each a script of its own. */
const folders = readdirSync(SCRIPTS).map((file) => file.replace(/\.js$/, ""));

test("every folder of test/unit has its script for XS", () => {
	assert.deepEqual(folders.sort(), readdirSync(join(ROOT, "test/unit")).sort());
});

/** Everything that the unit tests hold on V8 holds on the engine of the board as well. */
for (const folder of folders) {
	test(`every unit test of ${folder} passes on XS`, { skip }, async (t) => {
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
	});
}
