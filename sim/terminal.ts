import type { ReadStream, WriteStream } from "node:tty";
import type { SerialWire } from "./board/serial";

const CTRL_C = 0x03;
const CTRL_BRACKET = 0x1d;
/** A second Ctrl-C sooner than this stops the simulator, in real milliseconds. */
const TWICE_MS = 1_000;

/** What people are told of it. */
export const TERMINAL_HINT = "type help; Ctrl-C goes to the board; Ctrl-] or Ctrl-C twice stops";

/** What a terminal console is made of. */
export interface TerminalOptions {
	readonly input: ReadStream;
	readonly output: WriteStream;
	readonly wire: SerialWire;
	/** The user wants the simulator to stop. */
	readonly onStop: () => void;
}

/**
 * This terminal as the board's console: keys go to the board as they are, and its bytes to the screen. Ctrl-C cancels what the console
 * does, so the first goes to the board; a second one within a second, and Ctrl-], stop the simulator.
 */
export class TerminalConsole {
	readonly #options: TerminalOptions;
	readonly #detach: () => void;
	readonly #restore = (): void => this.close();
	readonly #raw = (): void => this.#enter();
	readonly #type = (keys: Buffer): void => this.#take(keys);
	readonly #end = (): void => this.#options.onStop();
	#interrupted = Number.NEGATIVE_INFINITY;
	#open = true;

	/** Takes the terminal; it is given back by `close`, and when the process exits. */
	constructor(options: TerminalOptions) {
		const { input, output, wire } = options;
		this.#options = options;
		this.#detach = wire.attach({
			output: (bytes) => output.write(Uint8Array.from(bytes)),
			drained: () => input.resume(),
		});
		process.on("exit", this.#restore);
		process.on("SIGCONT", this.#raw); // a shell that stopped us has set the terminal as it likes it
		input.on("data", this.#type);
		input.on("end", this.#end);
		this.#enter();
	}

	/** Gives the terminal back as it was. Safe to call twice. */
	close(): void {
		if (!this.#open) return;
		this.#open = false;
		const { input } = this.#options;
		this.#detach();
		input.off("data", this.#type);
		input.off("end", this.#end);
		process.off("exit", this.#restore);
		process.off("SIGCONT", this.#raw);
		input.setRawMode(false);
		input.pause();
		this.#options.output.write("\n"); // what follows must not stand behind a prompt of the board
	}

	#enter(): void {
		this.#options.input.setRawMode(true);
	}

	#take(keys: Buffer): void {
		const { input, wire, onStop } = this.#options;
		const stop = keys.findIndex((key) => key === CTRL_BRACKET || (key === CTRL_C && this.#isSecond()));
		const taken = stop < 0 ? keys : keys.subarray(0, stop);
		if (taken.length > 0 && !wire.send(taken)) input.pause();
		if (stop >= 0) onStop();
	}

	#isSecond(): boolean {
		const now = performance.now();
		const second = now - this.#interrupted < TWICE_MS;
		this.#interrupted = now;
		return second;
	}
}
