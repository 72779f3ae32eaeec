import { Command } from "../port";
import { takeBytes } from "./chunks";
import { post } from "./port";
import { toBytes } from "./text";
import Timer, { type TimerHandle } from "./timer";

const BAUD_MAX = 20_000_000;
/** The driver offers no more at a time. */
const ROOM_MAX = 512;

type Format = "number" | "buffer";

/** Options of a serial port as the SDK takes them. */
export interface SerialOptions {
	/** Becomes the port's own, for its callbacks. */
	readonly target?: unknown;
	readonly baud: number;
	/** The UART; the simulated board has number 0 alone. */
	readonly port?: number;
	/** Pins, of which there must be one. */
	readonly transmit?: number;
	readonly receive?: number;
	/** "buffer" when not given. */
	readonly format?: Format;
	/** So many bytes can be written. */
	readonly onWritable?: (count: number) => void;
	/** So many bytes can be read. */
	readonly onReadable?: (count: number) => void;
}

let open: Serial | undefined;
let lastId = 0;

/** The open port `id`, or undefined when it has closed meanwhile. */
export function findSerial(id: number): Serial | undefined {
	return open?.id === id ? open : undefined;
}

/**
 * The SDK's "embedded:io/serial" on a driver with rings, as the board's own UART class (targets/esp32). The wire and the rings are the
 * host's (sim/board/serial): bytes that arrive while the receive ring is full are lost.
 */
export default class Serial {
	readonly id = ++lastId;
	/** As the SDK's class has it. */
	readonly target: unknown;
	readonly #options: SerialOptions;
	readonly #received: Uint8Array[] = [];
	#readable = 0;
	#written = 0;
	#writable = 0;
	#format: Format;
	#reminder: TimerHandle | undefined;

	constructor(options: SerialOptions) {
		const { port = 0, transmit, receive, format = "buffer" } = options;
		if (transmit === undefined && receive === undefined) throw new Error("invalid");
		if (port !== 0) throw new RangeError("invalid port");
		const baud = Math.trunc(options.baud);
		if (!(baud > 0 && baud <= BAUD_MAX)) throw new RangeError("invalid baud");
		if (format !== "number" && format !== "buffer") throw new RangeError("invalid format");
		if (open) throw new RangeError("port in use");
		this.target = options.target;
		this.#options = options;
		this.#format = format;
		open = this;
		post(Command.SerialOpen, this.id, baud);
	}

	close(): void {
		if (open !== this) return;
		open = undefined;
		Timer.clear(this.#reminder);
		post(Command.SerialClose, this.id, 0);
	}

	/**
	 * With "number" one byte; with "buffer" all there is, at most `count` bytes, or as many as fit `count`, a buffer, whose number is
	 * returned. Undefined: there is nothing.
	 */
	read(count?: number | ArrayBuffer | ArrayBufferView): ArrayBuffer | number | undefined {
		this.#mustBeOpen();
		if (this.#readable === 0) return undefined;
		if (this.#format === "number") return this.#take(1)[0];
		if (count === undefined) return this.#take(this.#readable).buffer as ArrayBuffer;
		if (typeof count === "number") return this.#take(count).buffer as ArrayBuffer;
		const target = toBytes(count);
		if (target.length === 0) return 0;
		const bytes = this.#take(target.length);
		target.set(bytes);
		return bytes.length;
	}

	/** Takes all of `data`, or throws when it is more than there is room for. */
	write(data: number | ArrayBuffer | ArrayBufferView): void {
		this.#mustBeOpen();
		if ((typeof data === "number") !== (this.#format === "number")) throw new TypeError("wrong format");
		const bytes = typeof data === "number" ? Uint8Array.of(data) : toBytes(data);
		if (bytes.length > this.#writable) throw new Error("output full");
		if (bytes.length === 0) return;
		this.#written += bytes.length;
		this.#writable -= bytes.length;
		post(Command.SerialWrite, this.id, 0, bytes);
	}

	get format(): Format {
		return this.#format;
	}

	set format(format: Format) {
		if (format !== "buffer" && format !== "number") throw new RangeError("unimplemented");
		this.#format = format;
	}

	/** From the host: bytes are in the receive ring. */
	data(bytes: Uint8Array): void {
		this.#received.push(bytes);
		this.#readable += bytes.length;
		this.#options.onReadable?.call(this, this.#readable);
	}

	/** From the host: there is room, up to `total` bytes since the port was opened. */
	room(total: number): void {
		this.#writable = Math.min(total - this.#written, ROOM_MAX);
		if (this.#writable > 0) this.#options.onWritable?.call(this, this.#writable);
	}

	#take(wanted: number): Uint8Array {
		const count = Math.min(Math.trunc(wanted), this.#readable);
		if (!(count > 0)) throw new Error("invalid");
		const taken = takeBytes(this.#received, count);
		this.#readable -= count;
		post(Command.SerialRead, this.id, count);
		if (this.#readable > 0) this.#remind();
		return taken;
	}

	/** What was left is told again, later, as from the UART's interrupt. */
	#remind(): void {
		this.#reminder ??= Timer.set(() => {
			this.#reminder = undefined;
			if (open === this && this.#readable > 0) this.#options.onReadable?.call(this, this.#readable);
		});
	}

	#mustBeOpen(): void {
		if (open !== this) throw new TypeError("serial port is closed");
	}
}
