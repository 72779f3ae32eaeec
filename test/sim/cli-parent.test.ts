import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { findRoot } from "../../sim/root";

const skip = process.platform === "win32" ? "skipped: there is no sh here" : false;

test("npm start: when whoever started it is killed, it says goodbye and ends", { skip, timeout: 30_000 }, async () => {
	const start = join(findRoot(), "sim/start.mjs");
	// The `:` keeps sh from replacing itself by node, as the sh that npm starts does not either.
	const shell = spawn("sh", ["-c", `"${process.execPath}" "${start}" --engine v8 --json; :`], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	let output = "";
	shell.stdout.on("data", (data: Buffer) => {
		output += data.toString();
		if (output.includes('"connected"')) shell.kill("SIGKILL");
	});
	await once(shell.stdout, "close");
	assert.match(output.trimEnd().split("\n").at(-1) ?? "", /"disconnected","reason":"closed by this board"/);
});
