import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CliProcess, runCli } from "../fakes/cli";
import { Terminal } from "../fakes/terminal";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-console-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const compiler = process.platform !== "win32" && spawnSync("cc", ["--version"]).status === 0;
const skip = compiler ? false : "skipped: no C compiler";
const QUICK = ["--engine", "v8", "--set", "channel.1.interval=5", "--set", "channel.1.minInterval=1"];

test("--console: terminal programs open the board's serial port, close it, and open it again; the link goes at the end", {
	skip,
	timeout: 60_000,
}, async (t) => {
	const device = join(folder, "board");
	const cli = new CliProcess([...QUICK, "--json", "--console", device]);
	t.after(() => cli.child.kill());
	for (let i = 0; !existsSync(device); i++) {
		assert.ok(i < 300 && cli.child.exitCode === null, cli.stderr);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	for (let i = 0; i < 2; i++) {
		const terminal = await Terminal.open(device);
		await terminal.send("\r");
		await terminal.expect(/published[^\n]*\r\n/, 20_000);
		await terminal.close();
	}
	const { stderr } = await cli.stop();
	assert.equal(lstatSync(device, { throwIfNoEntry: false }), undefined, stderr);
});

test("--console: what is there already is refused with one line, and stays", { skip, timeout: 60_000 }, async () => {
	const file = join(folder, "file");
	writeFileSync(file, "mine");
	const link = join(folder, "link");
	symlinkSync(file, link);
	for (const [path, words] of [
		[file, /is there already/],
		[link, /is there already/],
		[join(folder, "none", "board"), /cannot make the link.*ENOENT/],
	] as const) {
		const { code, stdout, stderr } = await runCli([...QUICK, "--json", "--console", path]);
		assert.equal(code, 2, stderr);
		assert.equal(stdout, "");
		assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
		assert.match(stderr, words);
	}
	assert.equal(readlinkSync(link), file);
});

test("--console: the link of a simulator that was killed is replaced", { skip, timeout: 60_000 }, async () => {
	const device = join(folder, "stale");
	symlinkSync("/dev/pts/999999", device);
	const { code, stderr } = await runCli([...QUICK, "--json", "--for", "0.2", "--console", device]);
	assert.equal(code, 1, stderr);
	assert.equal(lstatSync(device, { throwIfNoEntry: false }), undefined);
});
