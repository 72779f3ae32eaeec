import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { findRoot } from "../../sim/root";
import { PtyProcess } from "../fakes/pty";
import { Terminal } from "../fakes/terminal";

const folder = mkdtempSync(join(tmpdir(), "fieldfeed-pty-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const compiler = process.platform !== "win32" && spawnSync("cc", ["--version"]).status === 0;
const skip = compiler ? false : "skipped: no C compiler";
const WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];
const SANITIZE = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
/** Longer than it takes to be seen that somebody has opened the terminal. */
const SEEN_MS = 60;

let program: string | undefined;

/** The helper with the sanitizers in it, built once. */
function build(): string {
	if (program !== undefined) return program;
	const path = join(folder, "pty");
	const built = spawnSync("cc", [...WARNINGS, ...SANITIZE, join(findRoot(), "sim/pty/pty.c"), "-o", path]);
	assert.equal(built.status, 0, String(built.stderr));
	program = path;
	return path;
}

async function openBoth(): Promise<{ pty: PtyProcess; device: string; terminal: Terminal }> {
	const pty = new PtyProcess(build());
	const device = await pty.device();
	const terminal = await Terminal.open(device);
	await sleep(SEEN_MS);
	return { pty, device, terminal };
}

test("pty: every byte goes both ways as it is: nothing is echoed, translated or taken for a signal", {
	skip,
}, async () => {
	const { pty, terminal } = await openBoth();
	const ascii = Buffer.from(Array.from({ length: 128 }, (_, i) => i));
	await pty.write(ascii);
	await terminal.expect("\x7f");
	assert.equal(terminal.seen, ascii.toString("latin1"));
	const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
	await terminal.send(all);
	assert.equal(await pty.take(/\xff/), all.toString("latin1"));
	await terminal.close();
	assert.equal(await pty.end(), 0);
});

test("pty: what the board says while nobody has it open is dropped, and what the last one left unread", {
	skip,
}, async () => {
	const pty = new PtyProcess(build());
	const device = await pty.device();
	await pty.write("said to nobody");
	await sleep(SEEN_MS);
	const first = await Terminal.open(device);
	await sleep(SEEN_MS);
	await pty.write("first");
	await first.expect("first");
	assert.equal(first.seen, "first");
	await first.close();
	await sleep(SEEN_MS);
	await pty.write("said to nobody");
	await sleep(SEEN_MS);
	const second = await Terminal.open(device);
	await sleep(SEEN_MS);
	await pty.write("second");
	await second.expect("second");
	assert.equal(second.seen, "second");
	await second.send("back");
	await pty.take(/^back$/);
	await second.close();
	assert.equal(await pty.end(), 0);
});

test("pty: what was typed just before it was closed still arrives", { skip }, async () => {
	const { pty, terminal } = await openBoth();
	await terminal.send("set a 1\r");
	await terminal.close();
	await pty.take(/^set a 1\r$/);
	assert.equal(await pty.end(), 0);
});

test("pty: a reader that does not read never stops the board", { skip, timeout: 20_000 }, async () => {
	const pty = new PtyProcess(build());
	const device = await pty.device();
	const holder = spawn("sh", ["-c", `exec sleep 10 < ${device}`]);
	await sleep(4 * SEEN_MS);
	for (let i = 0; i < 64; i++) await pty.write(Buffer.alloc(65_536, 0x78));
	holder.kill();
	assert.equal(await pty.end(), 0);
});

test("pty: a PEM pasted in one go arrives whole", { skip }, async () => {
	const { pty, terminal } = await openBoth();
	const pem = `${"0123456789abcdef".repeat(4_096)}.`;
	const sent = terminal.send(pem);
	assert.equal(await pty.take(/\./), pem);
	await sent;
	await terminal.close();
	assert.equal(await pty.end(), 0);
});
