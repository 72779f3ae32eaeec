import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();

function json(file: string) {
	return JSON.parse(readFileSync(join(ROOT, file), "utf8"));
}

/** Options that make the check stricter; the device build and the editor must agree on them. */
const STRICTNESS = [
	"strict",
	"noFallthroughCasesInSwitch",
	"noImplicitOverride",
	"noImplicitReturns",
	"noUnusedLocals",
	"noUnusedParameters",
];

test("the device build checks as strictly as the editor", () => {
	const device = json("manifest.json").typescript.tsconfig.compilerOptions;
	const editor = json("tsconfig.json").compilerOptions;
	for (const option of STRICTNESS) assert.equal(device[option], editor[option], option);
	assert.equal(editor.strict, true);
	for (const options of [device, editor]) {
		assert.notEqual(options.isolatedModules, true, "const enums must inline");
		assert.notEqual(options.verbatimModuleSyntax, true, "const enums must inline");
	}
});

test("every folder of modules/ is in the manifest and in tsconfig.json", () => {
	const modules = Object.keys(json("manifest.json").modules);
	const paths = Object.keys(json("tsconfig.json").compilerOptions.paths);
	const folders = readdirSync(join(ROOT, "modules"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
	for (const { name } of folders) {
		assert.ok(
			modules.some((key) => key.startsWith(`${name}/`)),
			`manifest.json lacks ${name}/*`,
		);
		assert.ok(paths.includes(`${name}/*`), `tsconfig.json lacks ${name}/*`);
	}
});

test("the version is the same in package.json, main.ts and CHANGELOG.md", () => {
	const { version } = json("package.json");
	assert.match(
		readFileSync(join(ROOT, "main.ts"), "utf8"),
		new RegExp(`VERSION = "${version.replaceAll(".", "\\.")}"`),
	);
	assert.match(
		readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"),
		new RegExp(`^## ${version.replaceAll(".", "\\.")}`, "m"),
	);
});
