import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CliProcess } from "../fakes/cli";
import { ENGINES } from "../fakes/firmware";
import { Terminal } from "../fakes/terminal";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-session-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const compiler = process.platform !== "win32" && spawnSync("cc", ["--version"]).status === 0;

for (const { engine, skip } of ENGINES) {
	test(`${engine}: on a real terminal: what is saved survives a restart of the board and of the simulator; factory-reset erases it`, {
		skip: compiler ? skip : "skipped: no C compiler",
		timeout: 120_000,
	}, async (t) => {
		const device = join(folder, engine);
		const storage = join(folder, `${engine}.json`);
		const begin = async (): Promise<{ cli: CliProcess; terminal: Terminal }> => {
			const cli = new CliProcess(["--bare", "--engine", engine, "--json", "--console", device, "--storage", storage]);
			t.after(() => cli.child.kill());
			for (let i = 0; !existsSync(device); i++) {
				assert.ok(i < 300 && cli.child.exitCode === null, cli.stderr);
				await sleep(100);
			}
			await cli.says(/"event":"boot"/);
			return { cli, terminal: await Terminal.open(device) };
		};
		const first = await begin();
		const { terminal } = first;
		await terminal.send("\rset device.name shed; save\r");
		await terminal.expect(/saved/i);
		await terminal.send("restart\r");
		await terminal.expect(/boot /);
		await terminal.send("get device.name\r");
		await terminal.expect(/device\.name\S*\s+.*shed/);
		await terminal.close();
		assert.equal((await first.cli.stop()).code, 0);
		assert.ok(!existsSync(device));

		const second = await begin();
		await second.terminal.send("\rget device.name\r");
		await second.terminal.expect(/device\.name\S*\s+.*shed/);
		await second.terminal.send("factory-reset\r");
		await second.terminal.expect(/\(?(yes|y)\b/i);
		await second.terminal.send("yes\r");
		await second.terminal.expect(/boot /);
		await second.terminal.close();
		assert.equal((await second.cli.stop()).code, 0);
		assert.deepEqual(JSON.parse(readFileSync(storage, "utf8")).values, {});
	});
}
