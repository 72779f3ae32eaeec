import assert from "node:assert/strict";
import { test } from "node:test";
import { CliProcess } from "../../fakes/cli";

const PROGRAM = "sim/soak/start.mjs";

test("npm run soak --json: one object, exit code 0, nothing else on standard output", async () => {
	const { code, stdout, stderr } = await new CliProcess(["--years", "0.05", "--json"], undefined, PROGRAM).done;
	assert.equal(code, 0, stderr);
	assert.equal(stdout.trimEnd().split("\n").length, 1);
	const summary = JSON.parse(stdout);
	assert.equal(summary.violations, 0);
	assert.ok(summary.readings > 100);
	assert.match(summary.trace, /^[0-9a-f]{16}$/);
});

test("npm run soak --plant: a bug that is put in fails, exit code 1, and the line that it prints repeats it", async () => {
	const args = ["--years", "0.05", "--plant", "other-channel"];
	const { code, stdout } = await new CliProcess(args, undefined, PROGRAM).done;
	assert.equal(code, 1, stdout);
	const line = /^npm run soak -- (.* --plant other-channel) {2}# (\w+) on day/m.exec(stdout);
	assert.ok(line, stdout);
	const again = await new CliProcess(line[1].split(" "), undefined, PROGRAM).done;
	assert.equal(again.code, 1, again.stdout);
	assert.match(again.stdout, new RegExp(`^${line[2]} on day`, "m"));
});

test("npm run soak: a wrong option is one line and exit code 2", async () => {
	for (const args of [
		["--years", "no"],
		["--plant", "no-such"],
		["--engine", "jsc"],
	]) {
		const { code, stdout, stderr } = await new CliProcess(args, undefined, PROGRAM).done;
		assert.equal(code, 2, stderr);
		assert.equal(stdout, "");
		assert.match(stderr, /^fieldfeed: --[^\n]+\n$/);
	}
});
