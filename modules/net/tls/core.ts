import type { Failure } from "core/result";

/** Where a TLS connection is; the numbers are those of TlsPhase in tls-core.h. */
export const enum TlsPhase {
	Handshake = 0,
	Open = 1,
	Ended = 2,
}

/** Sizes in bytes; the numbers are those of tls-core.h. */
export const enum TlsSize {
	/** TLS_OVERHEAD: what a record adds to its packet at most. */
	Overhead = 56,
}

/**
 * The TLS core as JavaScript sees it (tls-core.h says all of it). No method throws for what a server does; after `close` each
 * does nothing and returns 0.
 */
export interface Core {
	/**
	 * Makes the connection. Failure.None, or why it cannot be. `roots`: DER, one behind the other; none: the built-in ones. `certificate` and
	 * `key`: the client certificate, DER, its own first, and its private key, DER; both or none. The core keeps nothing of any of them.
	 */
	open(
		host: string,
		roots: Uint8Array | undefined,
		now: number,
		session: Uint8Array | undefined,
		certificate: Uint8Array | undefined,
		key: Uint8Array | undefined,
	): Failure;
	/** Gives all memory back. Safe to call twice. */
	close(): void;
	/** Says goodbye (close_notify); it waits in `send`. */
	shut(): void;
	/** Takes buffer[from..to) of ciphertext; returns how much it took. Less than all: read the plaintext first. */
	receive(buffer: Uint8Array, from: number, to: number): number;
	/** Moves at most `most` bytes of ciphertext into `buffer`; returns how many. */
	send(buffer: Uint8Array, most: number): number;
	/** Moves plaintext into `buffer`; returns how much. */
	read(buffer: Uint8Array): number;
	/** Takes all of buffer[from..to) as one record, or nothing and returns false. */
	write(buffer: Uint8Array, from: number, to: number): boolean;
	/** Writes the session into `buffer`; returns its length, 0 when there is none yet. */
	save(buffer: Uint8Array): number;
	/** Whether there is one. */
	readonly hasSession: boolean;
	readonly phase: TlsPhase;
	/** Why it ended. */
	readonly reason: Failure;
	/** For a log: an alert, the flags of a certificate, or an error code of mbedTLS. */
	readonly detail: number;
	/** Bytes of ciphertext that wait for `send`. */
	readonly pending: number;
	/** Bytes of plaintext that wait for `read`. */
	readonly readable: number;
	/** Longest packet that `write` takes now; 0 before the server is verified. */
	readonly writable: number;
	/** Whether the session of an earlier connection was resumed. */
	readonly resumed: boolean;
}
