import { spawn } from "node:child_process";
import { join } from "node:path";
import { findRoot } from "../../sim/root";
import { type FirmwareEvent, parseEvent } from "../../sim/tally";

/** What a run of the simulator from the command line left behind. */
export interface CliRun {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	/** The events among the lines of standard output. */
	readonly events: readonly FirmwareEvent[];
}

/** Runs `npm start -- args` without npm. */
export function runCli(args: readonly string[]): Promise<CliRun> {
	const root = findRoot();
	const child = spawn(process.execPath, [join(root, "sim/start.mjs"), ...args], {
		cwd: root,
		stdio: ["ignore", "pipe", "pipe"],
	});
	let stdout = "";
	let stderr = "";
	child.stdout.on("data", (data: Buffer) => {
		stdout += data.toString();
	});
	child.stderr.on("data", (data: Buffer) => {
		stderr += data.toString();
	});
	return new Promise((resolve) => {
		child.on("close", (code) => {
			const events = stdout.split("\n").flatMap((line) => parseEvent(line) ?? []);
			resolve({ code, stdout, stderr, events });
		});
	});
}
