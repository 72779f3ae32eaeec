import { check } from "./lib/checks.mjs";
import { runTests } from "./lib/run-tests.mjs";
import { setupOrExit } from "./setup.mjs";

/**
 * `npm test [-- PART]`: all the set-up, then format, lint, types, and the tests: unit tests on V8 and on XS, the whole firmware in
 * the simulator, wire tests, interop with a real broker. With PART, only tests whose path contains it, and no checks.
 */
const [filter = ""] = process.argv.slice(2);
setupOrExit();

const failed = filter === "" ? await check() : 0;
const { bundleTests } = await import("./lib/bundle-tests.mjs");
console.log("bundling tests");
const files = await bundleTests(filter);
if (files.length === 0) {
	console.error(`no test file has "${filter}" in its path`);
	process.exit(2);
}
// node:test tells in this order, whatever ends first.
console.log(`running ${files.length} modules of tests; the longest are told first, and take a minute or two`);
const passed = await runTests(files);
process.exitCode = failed === 0 && passed ? 0 : 1;
