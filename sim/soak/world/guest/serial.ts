import { takeBytes } from "../../../guest/chunks";
import { toBytes } from "../../../guest/text";
import type { WireEnd } from "../wire";
import type { World } from "../world";
import { current } from "./current";
import Timer, { type TimerHandle } from "./timer";

/** The driver offers no more at a time. */
const ROOM_MAX = 512;
/** What the firmware has not read yet; more is lost. */
const RING = 8_192;
/** As long as ROOM_MAX bytes take at 115,200 baud. */
const DRAIN_MS = 45;

interface SerialOptions {
	readonly onWritable?: (count: number) => void;
	readonly onReadable?: (count: number) => void;
}

/** The SDK's "embedded:io/serial" in format "buffer", on a driver with rings. */
export default class Serial implements WireEnd {
	readonly #world: World;
	readonly #options: SerialOptions;
	readonly #received: Uint8Array[] = [];
	#readable = 0;
	#writable = 0;
	#timer: TimerHandle | undefined;
	#reminder: TimerHandle | undefined;

	constructor(options: SerialOptions) {
		const { world } = current;
		world.board.mustBeOn();
		if (world.wire.end) throw new RangeError("port in use");
		this.#world = world;
		this.#options = options;
		world.wire.end = this;
		this.#drainLater();
	}

	close(): void {
		const { wire, board } = this.#world;
		board.mustBeOn();
		if (wire.end !== this) return;
		wire.end = undefined;
		Timer.clear(this.#timer);
		Timer.clear(this.#reminder);
	}

	/** Fills what there is of `target`; undefined: there is nothing. */
	read(target: ArrayBuffer | ArrayBufferView): number | undefined {
		this.#mustBeOpen();
		if (this.#readable === 0) return undefined;
		const bytes = toBytes(target);
		const count = Math.min(bytes.length, this.#readable);
		bytes.set(takeBytes(this.#received, count));
		this.#readable -= count;
		if (this.#readable > 0) this.#remind();
		return count;
	}

	/** Takes all of `data`, or throws when it is more than there is room for. */
	write(data: ArrayBuffer | ArrayBufferView): void {
		this.#mustBeOpen();
		const bytes = toBytes(data);
		if (bytes.length > this.#writable) throw new Error("output full");
		this.#writable -= bytes.length;
		this.#world.wire.output(bytes);
		this.#drainLater();
	}

	data(bytes: Uint8Array): void {
		if (this.#readable + bytes.length > RING) return;
		this.#received.push(bytes.slice());
		this.#readable += bytes.length;
		this.#options.onReadable?.(this.#readable);
	}

	#drainLater(): void {
		this.#timer ??= Timer.set(() => {
			this.#timer = undefined;
			if (this.#world.wire.blocked) {
				this.#world.note("wire.blocked");
				return this.#drainLater();
			}
			this.#writable = ROOM_MAX;
			this.#options.onWritable?.(ROOM_MAX);
		}, DRAIN_MS);
	}

	/** What was left is told again, later, as from the UART's interrupt. */
	#remind(): void {
		this.#reminder ??= Timer.set(() => {
			this.#reminder = undefined;
			if (this.#readable > 0) this.#options.onReadable?.(this.#readable);
		});
	}

	#mustBeOpen(): void {
		const { wire, board } = this.#world;
		board.mustBeOn();
		if (wire.end !== this) throw new TypeError("serial port is closed");
	}
}
