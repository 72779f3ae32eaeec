import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, lstatSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { SerialWire } from "../board/serial";
import { UsageError } from "../usage";
import { buildPty } from "./build";

const LINE_END = 0x0a;
/** What a link of ours may lead to: the other side of a pseudo-terminal (Linux, macOS). */
const TERMINAL = /^\/dev\/(pts\/\d+|ttys\d+)$/;
/** Bytes of the board that the helper has not taken. It always takes them; beyond this they are dropped. */
const PENDING_MAX = 65_536;

type Helper = ChildProcessByStdio<Writable, Readable, null>;

/** A board's serial port as a device of this PC: any terminal program can open it, close it, and open it again. */
export class PseudoTerminal {
	readonly #helper: Helper;
	readonly #link: string;
	readonly #device: string;
	readonly #remove = (): void => this.#unlink();
	#open = true;

	private constructor(helper: Helper, link: string, device: string, wire: SerialWire) {
		this.#helper = helper;
		this.#link = link;
		this.#device = device;
		process.on("exit", this.#remove);
		wire.attach({
			output: (bytes) => {
				if (helper.stdin.writable && helper.stdin.writableLength < PENDING_MAX) helper.stdin.write(Buffer.from(bytes));
			},
			drained: () => helper.stdout.resume(),
		});
		helper.stdout.on("data", (bytes: Buffer) => {
			if (!wire.send(bytes)) helper.stdout.pause();
		});
		helper.stdout.resume();
		helper.once("exit", () => {
			if (this.#open) process.stderr.write("fieldfeed: --console: the pseudo-terminal's helper has ended\n");
		});
	}

	/**
	 * Makes a pseudo-terminal on `wire` and a link at `path` that leads to it. Rejects with UsageError when it cannot be: something is
	 * there already, the folder is not, there is no compiler for the helper. `root`: the project's folder.
	 */
	static async open(root: string, path: string, wire: SerialWire): Promise<PseudoTerminal> {
		if (process.platform === "win32") throw new UsageError("--console: Windows has no pseudo-terminals");
		removeStale(path);
		// In a process group of its own, so that Ctrl-C reaches the simulator alone.
		const helper = spawn(buildPty(root), [], { stdio: ["pipe", "pipe", "inherit"], detached: true });
		helper.stdin.on("error", () => undefined); // it has ended: its standard output tells
		try {
			const device = await readName(helper);
			makeLink(device, path);
			return new PseudoTerminal(helper, path, device, wire);
		} catch (error) {
			helper.stdin.end();
			throw error;
		}
	}

	/** Ends the pseudo-terminal and removes its link. Safe to call twice. */
	close(): void {
		this.#open = false;
		this.#unlink();
		process.off("exit", this.#remove);
		this.#helper.stdin.end();
	}

	#unlink(): void {
		if (linkAt(this.#link) === this.#device) rmSync(this.#link, { force: true });
	}
}

/** The first line of the helper. */
function readName(helper: Helper): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = Buffer.alloc(0);
		const take = (bytes: Buffer): void => {
			text = Buffer.concat([text, bytes]);
			const end = text.indexOf(LINE_END);
			if (end < 0) return;
			helper.stdout.pause();
			helper.stdout.off("data", take);
			if (end + 1 < text.length) helper.stdout.unshift(text.subarray(end + 1));
			resolve(text.toString("utf8", 0, end));
		};
		helper.stdout.on("data", take);
		helper.on("error", (error) => reject(new Error(`--console: the helper cannot be started: ${error.message}`)));
		helper.on("exit", () => reject(new Error("--console: this PC gives no pseudo-terminal")));
	});
}

/** Where the link at `path` leads; undefined when there is no link. */
function linkAt(path: string): string | undefined {
	try {
		return readlinkSync(path);
	} catch {
		return undefined; // nothing there, or no link: told when it is to be made
	}
}

/** Removes the link of a simulator that was killed. Whatever else is there is not ours. */
function removeStale(path: string): void {
	if (!lstatSync(path, { throwIfNoEntry: false })) return;
	const device = linkAt(path);
	if (device === undefined || !TERMINAL.test(device))
		throw new UsageError(`--console: ${path} is there already, and no link of the simulator: choose another name`);
	if (existsSync(device))
		throw new UsageError(
			`--console: ${path} leads to ${device}, which is in use: stop that simulator, or delete the link`,
		);
	rmSync(path);
}

function makeLink(device: string, path: string): void {
	try {
		symlinkSync(device, path);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
		throw new UsageError(`--console: cannot make the link ${path} (${code})`);
	}
}
