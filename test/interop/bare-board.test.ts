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

/** From the wizard's first word to a publish that was proved, of the board's time: what the wizard promises. */
const PROMISE_MS = 120_000;
const WIFI_PASSWORD = "tomatoes";
const LOCK = "correct horse";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-bare-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const compiler = process.platform !== "win32" && spawnSync("cc", ["--version"]).status === 0;

/** A value that the simulator tells on its start: `port 8883`. */
function told(cli: CliProcess, what: RegExp): string {
	const found = what.exec(cli.stderr)?.[1];
	assert.ok(found !== undefined, `${what} in ${cli.stderr}`);
	return found;
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: on a real terminal the wizard brings a bare board to publishing in under two minutes, and no secret is shown`, {
		skip: compiler ? skip : "skipped: no C compiler",
		timeout: 180_000,
	}, async (t) => {
		const device = join(folder, engine);
		const cli = new CliProcess(["--bare", "--engine", engine, "--json", "--console", device]);
		t.after(() => cli.child.kill());
		for (let i = 0; !existsSync(device); i++) {
			assert.ok(i < 300 && cli.child.exitCode === null, cli.stderr);
			await sleep(100);
		}
		await cli.says(/"event":"boot"/);
		const port = told(cli, /broker: host localhost, port (\d+)/);
		const ca = readFileSync(told(cli, /CA ([^,]+),/), "utf8");
		const credentials = readFileSync(told(cli, /credentials (\S+)/), "utf8");
		const terminal = await Terminal.open(device);
		const answer = async (prompt: string | RegExp, keys: string, deadlineMs?: number): Promise<void> => {
			await terminal.expect(prompt, deadlineMs);
			await terminal.send(`${keys}\r`);
		};

		await terminal.send("\r");
		await answer("fieldfeed> ", "wizard");
		await answer("number or name: ", "1", 20_000);
		await answer(/Password of Greenhouse [^:]*: [^:]*: /, WIFI_PASSWORD);
		await answer("[mqtt3.thingspeak.com]: ", "localhost");
		await answer("[tls]: ", "");
		await answer(/Port \[\d+\]: /, port);
		await answer("Paste the PEM", ca);
		await answer("Paste the MQTT device's credentials", credentials);
		await answer(/Channel ID [^:]*: /, "4242");
		await answer("[60]: ", "5");
		await answer("[sht3x]: ", "", 20_000);
		await answer("[y]: ", "y");
		await answer("[y]: ", "y");
		await terminal.expect("It publishes.", 60_000);

		await terminal.expect("fieldfeed> ");
		await terminal.send("status\r");
		await terminal.expect(/connected, localhost/);
		await terminal.send(`set console.password ${LOCK}; save\r`);
		await terminal.expect("saved");
		await terminal.send("lock\r");
		await terminal.expect("(locked)> ");
		await terminal.send("show\r");
		await terminal.expect(/locked/);
		await terminal.send("unlock\r");
		await answer(/assword[^:]*: ?/, LOCK);
		await terminal.expect("fieldfeed> ");
		await terminal.send("json on\r");
		await terminal.expect('"ok":true');
		await terminal.send("export\r");
		const exported = await terminal.expect(/\r\n\{.*\}\r\n|\n\{.*"settings".*\}\r\n/);
		assert.equal(JSON.parse(exported.slice(exported.indexOf("{"))).settings["channel.1.id"], "4242");
		await terminal.close();
		const run = await cli.stop();
		assert.equal(run.code, 0);

		const proved = run.events.filter(({ event }) => event === "pingresp");
		assert.ok(run.events.some(({ event, topic }) => event === "published" && topic === "channels/4242/publish"));
		assert.ok(Number(proved[0]?.ticks) < PROMISE_MS, String(proved[0]?.ticks));
		const password = /password\s*=\s*(\S+)/i.exec(credentials)?.[1] ?? "";
		assert.ok(password.length > 8);
		for (const secret of [WIFI_PASSWORD, password, LOCK]) {
			assert.equal(terminal.seen.includes(secret), false);
			assert.equal(run.stdout.includes(secret), false);
		}
	});
}
