import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();

function isSource(name: string): boolean {
	return name.endsWith(".ts") && !name.endsWith(".d.ts");
}

/** docs/architecture.md, Allocation: XS keeps a slot more in each instance whose class has #private members. */
test("no class of the firmware has #private members: TypeScript's private costs nothing on a board", () => {
	const files = ["modules", "sensors"].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
			.filter(isSource)
			.map((name) => join(folder, name)),
	);
	assert.ok(files.length > 200);
	const found = [...files, "main.ts"].filter((name) =>
		/^\s+(?:static |readonly |async |get |set )*#\w/m.test(readFileSync(join(ROOT, name), "utf8")),
	);
	assert.deepEqual(found, []);
});
