import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();

/** Runs a tool; without the SDK, so that nothing is ever built or flashed here. */
function run(tool: string, ...words: string[]) {
	const env = { ...process.env, MODDABLE: "" };
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "tools", tool), ...words], {
		env,
		encoding: "utf8",
	});
	return { status, stdout, lines: stderr.split("\n").filter((line) => line !== "") };
}

test("flash wants a board and a port, and says which boards there are", () => {
	for (const words of [[], ["esp32"], ["--port", "/dev/null"], ["lin", "--port", "/dev/null"], ["esp32", "--flash"]]) {
		const { status, lines } = run("flash.mjs", ...words);
		assert.equal(status, 2);
		assert.equal(lines.length, 1);
		assert.match(lines[0], /npm run flash -- esp32\|esp32s3\|esp32c3\|esp32c6\|esp32s3-usb\|\S+ --port DEV/);
	}
});

test("flash says in one line that a port is not there, or no serial port", {
	skip: process.platform === "win32",
}, () => {
	assert.deepEqual(run("flash.mjs", "esp32c3", "--port", "/dev/no-such-port").lines, [
		"--port /dev/no-such-port: there is no such device; is the board plugged in, and its cable one for data?",
	]);
	assert.deepEqual(run("flash.mjs", "esp32c3", "--port", ROOT).lines, [`--port ${ROOT}: this is no serial port`]);
});

test("build knows its targets, one kind of build, and no --flash", () => {
	for (const words of [[], ["esp8266"], ["esp32", "-d", "-i"], ["esp32", "lin"], ["esp32", "--flash"]]) {
		const { status, lines } = run("build.mjs", ...words);
		assert.equal(status, 2);
		assert.match(lines[0], /npm run build -- lin\|esp32\|esp32s3\|esp32c3\|esp32c6\|\S+ \[-d\|-i\]/);
	}
});

test("without the SDK both say how to install it", () => {
	for (const [tool, ...words] of [
		["build.mjs", "esp32c6"],
		["flash.mjs", "esp32c6", "--port", "/dev/null"],
	]) {
		const { status, lines } = run(tool, ...words);
		assert.equal(status, 2);
		assert.match(lines[0], /MODDABLE is not set.*xs-dev setup/);
	}
});
