import { Command } from "../port";
import { post } from "./port";
import { toBytes } from "./text";
import Timer, { type TimerHandle } from "./timer";

const LINE_END = 0x0a;
const RETURN = 0x0d;
/** What `onWritable` offers: more than any line of the firmware. */
const ROOM = 4_096;

/** Options of a serial port; pins and baud are taken and mean nothing here. */
export interface SerialOptions {
	readonly baud?: number;
	readonly format?: "number" | "buffer";
	readonly onWritable?: (count: number) => void;
	readonly onReadable?: (count: number) => void;
}

/** The SDK's "embedded:io/serial": what is written goes to the PC line by line. */
export default class Serial {
	readonly #onWritable: ((count: number) => void) | undefined;
	readonly #line: number[] = [];
	#room: TimerHandle | undefined;
	format: "number" | "buffer";

	constructor(options: SerialOptions = {}) {
		this.#onWritable = options.onWritable;
		this.format = options.format ?? "number";
		this.#offerRoom();
	}

	close(): void {
		Timer.clear(this.#room);
	}

	write(data: number | ArrayBuffer | ArrayBufferView): void {
		if (typeof data === "number") this.#take(data);
		else for (const byte of toBytes(data)) this.#take(byte);
		this.#offerRoom();
	}

	/** Nothing is ever typed into the simulated port. */
	read(): undefined {
		return undefined;
	}

	#take(byte: number): void {
		if (byte === LINE_END) {
			post(Command.Line, 0, 0, Uint8Array.from(this.#line));
			this.#line.length = 0;
		} else if (byte !== RETURN) this.#line.push(byte);
	}

	/** Later, as from the UART's interrupt: never from inside a method. */
	#offerRoom(): void {
		if (!this.#onWritable) return;
		this.#room ??= Timer.set(() => {
			this.#room = undefined;
			this.#onWritable?.call(this, ROOM);
		});
	}
}
