import Native from "embedded:io/serial";

/** What the SDK's class does on Linux (modules/io/serial/lin, 8.2.3). */
interface NativeSerial {
	/** All that is there, `count` bytes at most; undefined when there is nothing. A typed array is no count to it: it would give nothing. */
	read(count?: number): ArrayBuffer | undefined;
	/** Takes an ArrayBuffer alone, whole, and throws for a view of one. */
	write(bytes: ArrayBuffer): void;
	close(): void;
}

/** The class's options: `device`, a terminal's path; `baud`; `format`; onReadable(count), onWritable(count). */
type NativeClass = new (options: object) => NativeSerial;

/**
 * A terminal device of the PC as an ECMA-419 Serial (second edition, §10.6) with the part that console/serial-port takes: bytes are read
 * into, and written from, a Uint8Array. Throws when the device cannot be opened.
 */
export default class LinSerial {
	readonly #native: NativeSerial;

	constructor(options: object) {
		this.#native = new (Native as unknown as NativeClass)(options);
	}

	/** Fills `bytes` with what is there; gives how many there were, undefined for none. */
	read(bytes: Uint8Array): number | undefined {
		const arrived = this.#native.read(bytes.length);
		if (arrived === undefined) return undefined;
		bytes.set(new Uint8Array(arrived));
		return arrived.byteLength;
	}

	write(bytes: Uint8Array): void {
		this.#native.write(bytes.slice().buffer);
	}

	close(): void {
		this.#native.close();
	}
}
