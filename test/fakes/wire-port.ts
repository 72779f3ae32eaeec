import type { startFirmware } from "fakes/firmware";
import { type Noise, QUIET } from "fakes/provision-line";

/** How long nothing happens between two looks, in milliseconds of the board's time. */
const STEP_MS = 5;

/** As the Line of tools/lib/provision/serial.mjs, on the serial wire of a simulated board; time passes while it waits. */
export class WirePort {
	heard = false;
	readonly #firmware: Awaited<ReturnType<typeof startFirmware>>;
	readonly #toBoard: Noise;
	readonly #toProgram: Noise;
	#seen: number;
	#waiting = "";

	constructor(firmware: Awaited<ReturnType<typeof startFirmware>>, toBoard = QUIET, toProgram = QUIET) {
		this.#firmware = firmware;
		this.#toBoard = toBoard;
		this.#toProgram = toProgram;
		this.#seen = firmware.output.length;
	}

	async send(text: string): Promise<void> {
		this.#firmware.type(Uint8Array.from([...Buffer.from(text)].flatMap((byte) => [...this.#toBoard(byte)])));
	}

	async next(ms: number): Promise<string | undefined> {
		for (let left = ms; ; left -= STEP_MS) {
			this.#hear();
			for (let end = this.#waiting.search(/[\r\n]/); end >= 0; end = this.#waiting.search(/[\r\n]/)) {
				const line = this.#waiting.slice(0, end).trim();
				this.#waiting = this.#waiting.slice(end + 1);
				if (line !== "") return line;
			}
			if (left <= 0) return undefined;
			await this.#firmware.simulator.advance(STEP_MS);
		}
	}

	async quiet(ms: number): Promise<void> {
		for (let line = await this.next(ms); line !== undefined; ) line = await this.next(ms);
	}

	#hear(): void {
		const { output } = this.#firmware;
		for (const character of output.slice(this.#seen))
			for (const byte of this.#toProgram(character.charCodeAt(0))) this.#waiting += String.fromCharCode(byte);
		this.heard ||= output.length > this.#seen;
		this.#seen = output.length;
	}
}
