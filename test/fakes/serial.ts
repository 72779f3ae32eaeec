import type { Serial } from "console/serial-port";

interface FakeOptions {
	readonly wire: FakeSerialWire;
	readonly baud?: number;
	readonly format?: string;
	readonly onWritable: (count: number) => void;
	readonly onReadable?: (count: number) => void;
}

/** The far end of a serial line. `{ ...wire.options }` are options for SerialPort. */
export class FakeSerialWire {
	#bytes: number[] = [];
	#room = 0;
	#arrived: number[] = [];
	/** The instance that was opened last. */
	port: FakeSerial | undefined;
	/** When set, a write throws: the port said it had room and has none, or it is gone. */
	broken = false;
	/** How often the port was written to, in vain or not. */
	writes = 0;
	/** More was written than there was room for. */
	overrun = false;
	/** How often the port was closed. */
	closed = 0;
	/** What the port counts of input that nobody took. */
	overruns = 0;

	get options() {
		return { io: FakeSerial, wire: this };
	}

	/** There is room for `count` bytes. */
	writable(count: number): void {
		this.#room = count;
		this.port?.options.onWritable(count);
	}

	write(bytes: Uint8Array): void {
		this.writes++;
		if (this.broken) throw new Error("no room");
		if (bytes.length > this.#room) this.overrun = true;
		this.#room -= bytes.length;
		for (const byte of bytes) this.#bytes.push(byte);
	}

	/** Bytes arrive. */
	arrive(bytes: Uint8Array | readonly number[]): void {
		for (const byte of bytes) this.#arrived.push(byte);
		this.port?.options.onReadable?.(this.#arrived.length);
	}

	/** As a UART: what is there now, as much as fits; undefined for nothing. */
	read(target: Uint8Array): number | undefined {
		const count = Math.min(target.length, this.#arrived.length);
		if (count === 0) return undefined;
		target.set(this.#arrived.splice(0, count));
		return count;
	}

	/** What was written since the last call, one character a byte. */
	take(): string {
		const text = this.#bytes.map((byte) => String.fromCharCode(byte)).join("");
		this.#bytes = [];
		return text;
	}
}

/** A serial port as ECMA-419 has it. */
export class FakeSerial implements Serial {
	readonly options: FakeOptions;

	get overruns(): number {
		return this.options.wire.overruns;
	}

	constructor(options: FakeOptions) {
		this.options = options;
		options.wire.port = this;
	}

	read(target: Uint8Array): number | undefined {
		return this.options.wire.read(target);
	}

	write(bytes: Uint8Array): void {
		this.options.wire.write(bytes);
	}

	close(): void {
		this.options.wire.closed++;
	}
}
