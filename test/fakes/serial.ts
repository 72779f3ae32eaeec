import type { Serial } from "console/serial-port";

interface FakeOptions {
	readonly wire: FakeSerialWire;
	readonly baud?: number;
	readonly format?: string;
	readonly onWritable: (count: number) => void;
}

/** The far end of a serial line. `{ ...wire.options }` are options for SerialPort. */
export class FakeSerialWire {
	#bytes: number[] = [];
	#room = 0;
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

	constructor(options: FakeOptions) {
		this.options = options;
		options.wire.port = this;
	}

	write(bytes: Uint8Array): void {
		this.options.wire.write(bytes);
	}

	close(): void {
		this.options.wire.closed++;
	}
}
