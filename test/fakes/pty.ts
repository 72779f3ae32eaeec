import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { after } from "node:test";

/** The helper sim/pty/pty.c, run by a test. It is ended when the test file ends. */
export class PtyProcess {
	readonly child: ChildProcessByStdio<Writable, Readable, null>;
	#bytes = Buffer.alloc(0);
	#onData: () => void = () => undefined;

	constructor(program: string) {
		this.child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
		after(() => this.child.kill());
		this.child.stdout.on("data", (bytes: Buffer) => {
			this.#bytes = Buffer.concat([this.#bytes, bytes]);
			this.#onData();
		});
	}

	/** The terminal's name, which comes first. */
	async device(): Promise<string> {
		const line = await this.take(/\n/);
		return line.trimEnd();
	}

	/** Waits until `what` has come from the terminal's side; takes everything up to its end, one character a byte. Rejects after 5 s. */
	async take(what: RegExp): Promise<string> {
		const deadline = performance.now() + 5_000;
		for (;;) {
			const text = this.#bytes.toString("latin1");
			const match = what.exec(text);
			if (match) {
				const end = match.index + match[0].length;
				this.#bytes = this.#bytes.subarray(end);
				return text.slice(0, end);
			}
			if (performance.now() > deadline) throw new Error(`${what} did not come, but: ${JSON.stringify(text)}`);
			await new Promise<void>((resolve) => {
				const timeout = setTimeout(resolve, 100);
				this.#onData = () => {
					clearTimeout(timeout);
					resolve();
				};
			});
		}
	}

	/** Writes to the terminal, as the board does; resolves when the helper has taken it. */
	write(bytes: string | Uint8Array): Promise<void> {
		return new Promise((resolve) => this.child.stdin.write(bytes, () => resolve()));
	}

	/** Ends it; resolves to its exit code. */
	async end(): Promise<number | null> {
		if (this.child.exitCode !== null) return this.child.exitCode;
		this.child.stdin.end();
		const [code] = await once(this.child, "exit");
		return code;
	}
}
