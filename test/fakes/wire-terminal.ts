import type { SerialWire } from "../../sim/board/serial";
import { Screen } from "./wire-screen";

/** A terminal of a test at the far end of a board's serial wire. */
export class WireTerminal {
	readonly #wire: SerialWire | undefined;
	readonly #bytes: Uint8Array[] = [];

	constructor(wire: SerialWire | undefined) {
		this.#wire = wire;
		wire?.attach({ output: (bytes) => this.#bytes.push(Uint8Array.from(bytes)) });
	}

	/** Sends `keys` to the board, text as UTF-8; the wire takes its time. */
	type(keys: string | Uint8Array): void {
		if (!this.#wire) throw new Error("nobody is on the serial port: start the firmware with console: true");
		this.#wire.send(typeof keys === "string" ? Buffer.from(keys) : keys);
	}

	/** All that came, as text. */
	get output(): string {
		return Buffer.concat(this.#bytes).toString("utf8");
	}

	/** What a terminal shows of it, line by line, without spaces at the ends. */
	get screen(): string {
		const screen = new Screen();
		screen.write(this.output);
		return screen.text;
	}
}
