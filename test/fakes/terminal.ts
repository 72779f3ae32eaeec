import { once } from "node:events";
import { closeSync, constants, openSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import tty from "node:tty";

/** How long `expect` waits unless it is told otherwise. */
const DEADLINE_MS = 10_000;

/**
 * A terminal program of a test: a device that is opened as picocom opens it, kept as it is (whoever made it made it raw), and spoken to
 * as a person does: `send`, then `expect`.
 */
export class Terminal {
	readonly #file: number;
	readonly #input: tty.ReadStream;
	readonly #output: FileHandle;
	#onData: () => void = () => undefined;
	#bytes = Buffer.alloc(0);
	/** Where `expect` goes on. */
	#at = 0;

	private constructor(file: number, output: FileHandle) {
		const input = new tty.ReadStream(file);
		this.#file = file;
		this.#input = input;
		this.#output = output;
		input.on("data", (bytes: Buffer) => {
			this.#bytes = Buffer.concat([this.#bytes, bytes]);
			this.#onData();
		});
		input.on("error", () => undefined); // the other side has gone: an `expect` says what is missing
	}

	/** Opens the terminal device at `path`, or the one a link there leads to. Rejects when it is none. */
	static async open(path: string): Promise<Terminal> {
		const file = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
		if (!tty.isatty(file)) {
			closeSync(file);
			throw new Error(`${path} is no terminal`);
		}
		// Written by a handle of its own: a terminal's stream in Node blocks the whole process while the wire is busy.
		return new Terminal(file, await open(path, constants.O_WRONLY | constants.O_NOCTTY));
	}

	/** All that came so far, as text, one character a byte above 0x7f unless it is UTF-8. */
	get seen(): string {
		return this.#bytes.toString("utf8");
	}

	/** Types `keys`, text as UTF-8; resolves when the device has taken them. */
	async send(keys: string | Uint8Array): Promise<void> {
		await this.#output.writeFile(typeof keys === "string" ? Buffer.from(keys) : keys);
	}

	/**
	 * Waits until `what` comes, behind what was expected last; resolves to the text up to its end. Rejects after `deadlineMs`, with what came
	 * instead.
	 */
	async expect(what: string | RegExp, deadlineMs = DEADLINE_MS): Promise<string> {
		const deadline = performance.now() + deadlineMs;
		for (;;) {
			const text = this.seen.slice(this.#at);
			const end = endOf(what, text);
			if (end >= 0) {
				this.#at += end;
				return text.slice(0, end);
			}
			const left = deadline - performance.now();
			if (left <= 0) throw new Error(`${String(what)} did not come in ${deadlineMs} ms, but: ${JSON.stringify(text)}`);
			await this.#more(left);
		}
	}

	/** Goes behind everything that has come, so that the next `expect` sees only what is new. */
	skip(): void {
		this.#at = this.seen.length;
	}

	/** Closes the device. Safe to call twice. */
	async close(): Promise<void> {
		if (this.#input.destroyed) return;
		this.#input.destroy();
		await once(this.#input, "close");
		closeSync(this.#file); // Node reads by another descriptor, which it has opened itself
		await this.#output.close();
	}

	#more(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timeout = setTimeout(resolve, ms);
			this.#onData = () => {
				clearTimeout(timeout);
				resolve();
			};
		});
	}
}

function endOf(what: string | RegExp, text: string): number {
	if (typeof what === "string") {
		const at = text.indexOf(what);
		return at < 0 ? -1 : at + what.length;
	}
	const match = what.exec(text);
	return match ? match.index + match[0].length : -1;
}
