import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { findRoot } from "../../sim/root";
import { EmulatorProcess, FREE_PORTS } from "../fakes/thingspeak-process";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-thingspeak-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("npm run thingspeak -- --help lists every option", async () => {
	const { code, stdout } = await new EmulatorProcess(["--help"]).done;
	assert.equal(code, 0);
	for (const option of ["--config", "--port", "--tls-port", "--ws-port", "--wss-port", "--listen", "--json", "--help"])
		assert.ok(stdout.includes(`  ${option}`), option);
});

test("npm run thingspeak: an option or a configuration that is wrong is one line, and the exit code is 2", async () => {
	const file = join(folder, "bad.json");
	writeFileSync(file, '{"devices": [], "password": "planted-secret"}');
	for (const [args, expected] of [
		[["--port", "70000"], /--port: allowed is a port from 0 to 65535/],
		[["--colour"], /unknown option --colour/],
		[["--config", join(folder, "none.json")], /cannot be read \(ENOENT\)/],
		[["--config", file], /the file: password is not known there/],
	] as const) {
		const { code, stdout, stderr } = await new EmulatorProcess([...args]).done;
		assert.equal(code, 2);
		assert.match(stderr, expected);
		assert.equal(stderr.trim().split("\n").length, 1);
		assert.equal(stdout, "");
		assert.equal(stderr.includes("planted-secret"), false);
	}
});

test("npm run thingspeak: without a configuration there is a device whose password stands in a file of its owner's alone", async () => {
	const emulator = new EmulatorProcess(FREE_PORTS);
	await emulator.says(/its password and the rest: /);
	const file = join(findRoot(), "build/thingspeak/credentials.txt");
	assert.equal(statSync(file).mode & 0o777, 0o600);
	const password = /^password = (.+)$/m.exec(readFileSync(file, "utf8"))?.[1];
	assert.ok(password && password.length > 20);
	assert.match(emulator.stderr, /device \S+, user name \S+, channels 1, 2/);
	const { code, stdout, stderr } = await emulator.stop();
	assert.equal(code, 0);
	assert.equal((stdout + stderr).includes(password), false);
});
