import { readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../setup.mjs";

/** Where the bundled tests go; made anew each time. */
const OUT = join(ROOT, "build", "test");
/** The scripts that hold the unit tests for the XS engine, one a folder of test/unit (XS_TEST loads them). */
const XS_UNIT = join(OUT, "unit-xs");
const XS_TEST = "test/xs/unit.test.ts";

/** The folders of tests that run in Node. */
const NODE_FOLDERS = ["house", "native", "tools", "wire", "sim", "interop", "xs"];

const COMMON = {
	absWorkingDir: ROOT,
	tsconfig: join(ROOT, "test", "tsconfig.json"),
	bundle: true,
	sourcemap: "inline",
	define: { ON_XS: "false" },
	logLevel: "warning",
};

/** Every *.test.ts below test/`folder`, as paths from the project's folder, sorted. */
async function testFiles(folder) {
	const entries = await readdir(join(ROOT, "test", folder), { recursive: true, withFileTypes: true }).catch(() => []);
	const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"));
	return files.map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))).sort();
}

function imports(files, last) {
	return [...files, last].map((file) => `import ${JSON.stringify(`./${file}`)};`).join("\n");
}

/** `files` by their folder of test/unit. */
function byFolder(files) {
	const folders = new Map();
	for (const file of files) {
		const folder = file.split(/[\\/]/)[2];
		folders.set(folder, [...(folders.get(folder) ?? []), file]);
	}
	return folders;
}

/** One module a folder of unit tests, each a process under node:test: a process for each of some 400 files would take longer than what they test. */
async function bundleUnit(files) {
	const outputs = [];
	for (const [folder, own] of byFolder(files)) {
		const outfile = join(OUT, "unit", `${folder}.mjs`);
		const stdin = { contents: imports(own, "test/run-node.ts"), resolveDir: ROOT, loader: "ts" };
		const target = { format: "esm", platform: "node", target: "node20" };
		await build({ ...COMMON, stdin, outfile, ...target });
		outputs.push(outfile);
	}
	return outputs;
}

/**
 * The unit tests of each folder as one script without imports, for an XS machine. Not all in one: a script's names are locals of one function,
 * and those of all together are more than XS has room for on its stack.
 */
async function bundleUnitForXs(files) {
	const target = { format: "iife", platform: "neutral", target: "es2022", charset: "ascii", define: { ON_XS: "true" } };
	for (const [folder, own] of byFolder(files)) {
		const stdin = { contents: imports(own, "test/run-xs.ts"), resolveDir: ROOT, loader: "ts" };
		await build({ ...COMMON, stdin, outfile: join(XS_UNIT, `${folder}.js`), ...target, sourcemap: false });
	}
}

async function bundleNode(files) {
	const out = { outdir: OUT, outbase: join(ROOT, "test"), outExtension: { ".js": ".mjs" } };
	const options = { entryPoints: files, format: "esm", platform: "node", target: "node20", packages: "external" };
	await build({ ...COMMON, ...out, ...options });
	return files.map((file) => join(OUT, file.replace(/^test\//, "").replace(/\.ts$/, ".mjs")));
}

/** Bundles the tests whose path contains `filter` (all when it is ""); returns the modules to give to Node's test runner. */
export async function bundleTests(filter = "") {
	await rm(OUT, { recursive: true, force: true });
	const unit = await testFiles("unit");
	const wanted = (file) => file.includes(filter);
	if (wanted(XS_TEST)) await bundleUnitForXs(unit);
	const outputs = await bundleUnit(unit.filter(wanted));
	for (const folder of NODE_FOLDERS) {
		const files = (await testFiles(folder)).filter(wanted);
		if (files.length > 0) outputs.push(...(await bundleNode(files)));
	}
	return outputs;
}
