import { spawn } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { importTs } from "./import-ts.mjs";
import { until } from "./process.mjs";

/** How long `expect` waits unless it is told otherwise. */
const DEADLINE_S = 20;

/**
 * A person at the far end of a pseudo-terminal (sim/pty/pty.c), whose near end is for the firmware to open as its serial port. A link leads
 * to it, since the firmware is built with a name, and the terminal's own is known only when it is there.
 */
export class SdkTerminal {
	#helper;
	#bytes = Buffer.alloc(0);
	#name = "";
	/** Where `expect` goes on. */
	#at = 0;

	constructor(helper) {
		this.#helper = helper;
		helper.stdin.on("error", () => undefined); // it has ended: an `expect` says what is missing
		helper.stdout.on("data", (data) => {
			this.#bytes = Buffer.concat([this.#bytes, data]);
		});
	}

	/** Makes a terminal and the link at `path`. Throws when there is none to be had. `root`: the project's folder. */
	static async open(root, path) {
		const { buildPty } = await importTs('export { buildPty } from "./sim/pty/build";');
		const terminal = new SdkTerminal(spawn(buildPty(root), [], { stdio: ["pipe", "pipe", "inherit"] }));
		await until(() => terminal.seen.includes("\n"), 10);
		terminal.#name = /^(\/dev\/\S+)\n/.exec(terminal.seen)?.[1] ?? "";
		if (terminal.#name === "") throw new Error("the pseudo-terminal's helper does not start");
		terminal.passOver();
		rmSync(path, { force: true });
		symlinkSync(terminal.#name, path);
		return terminal;
	}

	/** All that came so far. */
	get seen() {
		return this.#bytes.toString("utf8");
	}

	/** Types `keys`, all at once. */
	send(keys) {
		this.#helper.stdin.write(keys);
	}

	/** Waits until `what`, a pattern, comes behind what was expected last; its match, or undefined when it did not come in time. */
	async expect(what, seconds = DEADLINE_S) {
		const find = () => what.exec(this.seen.slice(this.#at));
		await until(() => find() !== null, seconds);
		const match = find();
		if (match) this.#at += match.index + match[0].length;
		return match ?? undefined;
	}

	/** What has come behind what was expected last. */
	get rest() {
		return this.seen.slice(this.#at);
	}

	/** Goes behind all that has come. */
	passOver() {
		this.#at = this.seen.length;
	}

	/** Ends the helper, and the terminal with it. */
	close() {
		this.#helper.stdin.end();
	}
}
