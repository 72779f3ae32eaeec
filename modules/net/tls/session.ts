import type { Core } from "net/tls/core";

/** Long enough for a ticket and the server's own certificate, which mbedTLS keeps with it. */
const SESSION_MAX = 3_072;

/** Whose session is kept: the TLS core. */
export type SessionSource = Pick<Core, "save">;

/**
 * The TLS session of the connection before, by which the next one to the same server is cheaper. It outlives the connections,
 * within one boot; for a deep sleep its bytes can be kept and given back. They are a secret, and the core checks them: for
 * the same host and the same roots, no older than a day. Kept is only as much as there is.
 */
export class TlsSession {
	private readonly most: number;
	private _bytes: Uint8Array | undefined;

	constructor(most: number = SESSION_MAX) {
		this.most = most;
	}

	/** The session, or undefined when there is none. */
	get bytes(): Uint8Array | undefined {
		return this._bytes;
	}

	/** Takes the session of `source`. Where that has none the session before stays. True if there is a new one. */
	keep(source: SessionSource): boolean {
		const scratch = new Uint8Array(this.most); // its length is not known before
		const length = source.save(scratch);
		if (length === 0) return false;
		this.forget();
		this._bytes = scratch.slice(0, length);
		scratch.fill(0);
		return true;
	}

	/** Gives back what was kept over a deep sleep; what is too long is forgotten. */
	restore(bytes: Uint8Array): void {
		this.forget();
		if (bytes.length <= this.most) this._bytes = bytes.slice();
	}

	/** The session has not helped, or is to be seen by nobody. */
	forget(): void {
		this._bytes?.fill(0);
		this._bytes = undefined;
	}
}
