import type { FakeBoard } from "fakes/provision-board";
import { type Noise, QUIET } from "fakes/provision-line";

/** As the Line of tools/lib/provision/serial.mjs, on a board in memory. Time does not pass: what has not come does not come. */
export class MemoryPort {
	heard = false;
	/** Everything that came from the board. */
	received = "";
	readonly #board: { take(text: string): string };
	readonly #toBoard: Noise;
	readonly #toProgram: Noise;
	#waiting = "";

	constructor(board: FakeBoard | { take(text: string): string }, toBoard = QUIET, toProgram = QUIET) {
		this.#board = board;
		this.#toBoard = toBoard;
		this.#toProgram = toProgram;
	}

	async send(text: string): Promise<void> {
		const out = through(this.#toProgram, this.#board.take(through(this.#toBoard, text)));
		this.heard ||= out !== "";
		this.received += out;
		this.#waiting += out;
	}

	async next(): Promise<string | undefined> {
		for (;;) {
			const end = this.#waiting.search(/[\r\n]/);
			if (end < 0) return undefined;
			const line = this.#waiting.slice(0, end).trim();
			this.#waiting = this.#waiting.slice(end + 1);
			if (line !== "") return line;
		}
	}

	async quiet(): Promise<void> {
		while ((await this.next()) !== undefined);
	}
}

function through(noise: Noise, text: string): string {
	let out = "";
	for (const character of text) for (const byte of noise(character.charCodeAt(0))) out += String.fromCharCode(byte);
	return out;
}
