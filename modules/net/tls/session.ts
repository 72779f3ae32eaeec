/** Long enough for a ticket and the server's own certificate, which mbedTLS keeps with it. */
const SESSION_MAX = 3_072;

/**
 * The TLS session of the connection before, by which the next one to the same server is cheaper. It outlives the connections,
 * within one boot; for a deep sleep its bytes can be kept and given back. They are a secret, and the core checks them: for
 * the same host and the same roots, no older than a day.
 */
export class TlsSession {
	readonly #buffer: Uint8Array;
	#length = 0;

	constructor(size: number = SESSION_MAX) {
		this.#buffer = new Uint8Array(size);
	}

	/** The session, or undefined when there is none. */
	get bytes(): Uint8Array | undefined {
		return this.#length > 0 ? this.#buffer.subarray(0, this.#length) : undefined;
	}

	/** Lets `write` fill the buffer; it returns how many bytes it wrote. With 0 the session before stays. True if there is a new one. */
	keep(write: (buffer: Uint8Array) => number): boolean {
		const length = write(this.#buffer);
		if (length > 0) this.#length = length;
		return length > 0;
	}

	/** Gives back what was kept over a deep sleep; what is too long is forgotten. */
	restore(bytes: Uint8Array): void {
		this.forget();
		if (bytes.length > this.#buffer.length) return;
		this.#buffer.set(bytes);
		this.#length = bytes.length;
	}

	/** The session has not helped, or is to be seen by nobody. */
	forget(): void {
		this.#buffer.fill(0);
		this.#length = 0;
	}
}
