import { type ChildProcess, spawn } from "node:child_process";
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

/** A run that is under way. `terminal`: a file descriptor that is its standard input and output. `program`: what runs. */
export class CliProcess {
	readonly child: ChildProcess;
	readonly done: Promise<CliRun>;
	stdout = "";
	stderr = "";
	#onOutput: () => void = () => undefined;

	constructor(args: readonly string[], terminal?: number, program = "sim/start.mjs") {
		const root = findRoot();
		const child = spawn(process.execPath, [join(root, program), ...args], {
			cwd: root,
			stdio: [terminal ?? "ignore", terminal ?? "pipe", "pipe"],
		});
		this.child = child;
		child.stdout?.on("data", (data: Buffer) => {
			this.stdout += data.toString();
			this.#onOutput();
		});
		child.stderr?.on("data", (data: Buffer) => {
			this.stderr += data.toString();
			this.#onOutput();
		});
		this.done = new Promise((resolve) => {
			child.on("close", (code) => {
				const events = this.stdout.split("\n").flatMap((line) => parseEvent(line) ?? []);
				resolve({ code, stdout: this.stdout, stderr: this.stderr, events });
				this.#onOutput();
			});
		});
	}

	/** Waits until `what` is in what it has said. Rejects when it ends before. */
	async says(what: RegExp): Promise<void> {
		while (!what.test(this.stdout + this.stderr)) {
			if (this.child.exitCode !== null) throw new Error(`it ended without ${what}: ${this.stdout}${this.stderr}`);
			await new Promise<void>((resolve) => {
				this.#onOutput = resolve;
			});
		}
	}

	/** Stops it as Ctrl-C does, and waits for its end. */
	stop(): Promise<CliRun> {
		this.child.kill("SIGINT");
		return this.done;
	}
}

/** Runs `npm start -- args` without npm. */
export function runCli(args: readonly string[]): Promise<CliRun> {
	return new CliProcess(args).done;
}
