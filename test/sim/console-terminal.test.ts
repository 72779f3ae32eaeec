import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { buildPty } from "../../sim/pty/build";
import { findRoot } from "../../sim/root";
import { CliProcess } from "../fakes/cli";
import { PtyProcess } from "../fakes/pty";

const tools = process.platform !== "win32" && ["cc", "stty"].every((name) => !spawnSync(name, ["--version"]).error);
const skip = tools ? false : "skipped: no C compiler or no stty";

/** The simulator on a terminal as a shell leaves it. */
async function start(t: TestContext, ...args: string[]) {
	const pty = new PtyProcess(buildPty(findRoot()));
	const file = openSync(await pty.device(), constants.O_RDWR | constants.O_NOCTTY);
	const stty = (...words: string[]): string =>
		spawnSync("stty", words, { stdio: [file, "pipe", "inherit"], encoding: "utf8" }).stdout;
	stty("sane");
	const before = stty("-g");
	const cli = new CliProcess(["--engine", "v8", ...args], file);
	t.after(() => {
		cli.child.kill("SIGKILL");
		closeSync(file);
	});
	await cli.says(/Ctrl-\]/);
	await pty.take(/boot/); // by then the terminal is raw
	return { pty, cli, stty, before };
}

for (const [what, keys] of [
	["Ctrl-]", ["\x1d"]],
	["Ctrl-C twice", ["\x03", "\x03"]],
] as const) {
	test(`on a terminal: it is the board's console; ${what} stops, and the terminal is as it was`, {
		skip,
		timeout: 60_000,
	}, async (t) => {
		const { pty, cli, stty, before } = await start(t);
		assert.match(stty("-a"), /-icanon/);
		for (const key of keys) {
			assert.equal(cli.child.exitCode, null);
			await pty.write(key);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		const { stderr } = await cli.done;
		assert.equal(stty("-g"), before);
		assert.equal(/\bat .*:\d+:\d+/.test(stderr), false, stderr);
	});
}

test("on a terminal: one Ctrl-C goes to the board; a signal from outside stops, and the terminal is as it was", {
	skip,
	timeout: 60_000,
}, async (t) => {
	const { pty, cli, stty, before } = await start(t);
	await pty.write("\x03");
	await new Promise((resolve) => setTimeout(resolve, 1_300));
	await pty.write("\x03");
	await new Promise((resolve) => setTimeout(resolve, 300));
	assert.equal(cli.child.exitCode, null);
	cli.child.kill("SIGTERM");
	await cli.done;
	assert.equal(stty("-g"), before);
});

test("on a terminal with --json: no console, the events", { skip, timeout: 60_000 }, async (t) => {
	const pty = new PtyProcess(buildPty(findRoot()));
	const file = openSync(await pty.device(), constants.O_RDWR | constants.O_NOCTTY);
	const cli = new CliProcess(["--engine", "v8", "--json"], file);
	t.after(() => {
		cli.child.kill("SIGKILL");
		closeSync(file);
	});
	await pty.take(/^\{"ticks":0,"event":"boot"/);
	await cli.stop();
});
