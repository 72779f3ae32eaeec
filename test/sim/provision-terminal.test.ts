import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { findRoot } from "../../sim/root";

const ROOT = findRoot();
const FOLDER = mkdtempSync(join(tmpdir(), "fieldfeed-"));
const SECRETS = ["Qx7mosquito-pw", "moor-hen-9"];
const running: ChildProcess[] = [];

after(() => {
	for (const child of running) child.kill();
	rmSync(FOLDER, { recursive: true });
});

/** Why this cannot run here; false where it can. */
function missing(): string | false {
	if (process.platform === "win32") return "Windows has no pseudo-terminals";
	if (!existsSync(join(ROOT, "node_modules/serialport"))) return "the package serialport could not be installed here";
	return spawnSync("cc", ["--version"]).error ? "there is no C compiler for the pseudo-terminal" : false;
}

/** A simulated board on a pseudo-terminal; resolves when its port is there. */
async function startBoard(name: string): Promise<string> {
	const port = join(FOLDER, name);
	const words = ["--console", port, "--storage", join(FOLDER, `${name}.json`), "--for", "120"];
	const child = spawn(process.execPath, [join(ROOT, "sim/start.mjs"), ...words], { cwd: ROOT, stdio: "ignore" });
	running.push(child);
	for (let i = 0; i < 300 && !existsSync(port); i++) await sleep(100);
	assert.ok(existsSync(port), "the simulator has made its pseudo-terminal");
	return port;
}

function provision(...words: string[]): Promise<{ code: number; out: string; err: string }> {
	return new Promise((resolve) => {
		const command = [join(ROOT, "tools/provision.mjs"), ...words];
		execFile(process.execPath, command, { timeout: 60_000 }, (error, out, err) => {
			resolve({ code: error ? Number(error.code) : 0, out, err });
		});
	});
}

test("npm run provision sets simulated boards up through their pseudo-terminals, a fleet of two", {
	skip: missing(),
	timeout: 120_000,
}, async () => {
	const ports = [await startBoard("one"), await startBoard("two")];
	const common = join(FOLDER, "common.json");
	writeFileSync(common, JSON.stringify({ mqtt: { clientId: "JzQ", password: SECRETS[0] }, "channel.1.id": 1234 }));
	const table = join(FOLDER, "fleet.csv");
	const [first, second] = ports;
	const rows = ["port,device.name,console.password", `${first},North shed,${SECRETS[1]}`, `${second},"Süd; Tor",`];
	writeFileSync(table, `\uFEFF${rows.join("\r\n")}\r\n`);
	const report = join(FOLDER, "report.csv");
	const { code, out, err } = await provision("--csv", table, "--report", report, common);
	assert.deepEqual([code, err], [0, ""], out);
	assert.match(out, /2 of 2 boards are set up/);
	const [, one, two] = readFileSync(report, "utf8").split("\r\n");
	assert.match(one, /,North shed,ok,5,0\.1\.0,0,/);
	assert.match(two, /,"Süd; Tor",ok,4,0\.1\.0,0,/);

	const file = join(FOLDER, "more.json");
	writeFileSync(file, '{"device.name": "again"}');
	const locked = await provision("--port", first, "--json", file);
	assert.equal(locked.code, 1);
	assert.match(JSON.parse(locked.out).error, /locked: --password-file/);
	const key = join(FOLDER, "key");
	writeFileSync(key, `${SECRETS[1]}\n`);
	const opened = await provision("--port", first, "--json", "--password-file", key, file);
	assert.deepEqual([opened.code, JSON.parse(opened.out).keys], [0, 1]);
	for (const secret of SECRETS)
		for (const text of [out, err, readFileSync(report, "utf8"), locked.out, opened.out])
			assert.equal(text.includes(secret), false);
});
