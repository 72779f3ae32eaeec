import type { World } from "./world";

/** What the console's port is told. */
export interface WireEnd {
	data(bytes: Uint8Array): void;
}

const LINE_MAX = 4_096;

/** The board's serial port and who sits at its far end: somebody may type, and everything that is said is read. */
export class Wire {
	/** The open port; undefined while the firmware has none. */
	end: WireEnd | undefined;
	/** Nobody takes what the board says: its port is full. */
	blocked = false;
	/** Bytes said so far. */
	said = 0;
	/** Hears each whole line of the console. */
	onLine: (line: string) => void = () => undefined;
	readonly #world: World;
	#line = "";

	constructor(world: World) {
		this.#world = world;
	}

	/** Somebody types, or a line is noisy: these bytes arrive now. */
	type(bytes: Uint8Array): void {
		const { end } = this;
		if (end) this.#world.note("wire.type");
		if (end) this.#world.board.call(() => end.data(bytes));
	}

	/** As `type`, with ASCII text. */
	typeText(text: string): void {
		this.type(Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff));
	}

	/** From the firmware. */
	output(bytes: Uint8Array): void {
		this.said += bytes.length;
		for (let i = 0; i < bytes.length; i++) {
			const byte = bytes[i];
			if (byte === 0x0a) {
				const line = this.#line;
				this.#line = "";
				this.#world.heard(line);
				this.onLine(line);
			} else if (byte !== 0x0d && this.#line.length < LINE_MAX) this.#line += String.fromCharCode(byte);
		}
	}

	/** The board is gone. */
	drop(): void {
		this.end = undefined;
		this.#line = "";
	}
}
