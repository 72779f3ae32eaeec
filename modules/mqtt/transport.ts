import type { Failure, Outcome } from "core/result";

/**
 * What the MQTT client needs of a network connection, whatever is below it (TCP, TLS, WebSocket).
 *
 * A transport is made per network connection, by `new io({ ...options, ...callbacks })`, and starts to open at once. No
 * callback comes from inside a constructor or another method.
 */
export interface Transport {
	/** Bytes of room that a write takes besides the packet's own: what a TLS record and a WebSocket's frame add at most; 0 for TCP. */
	readonly overhead: number;
	/** For a log: a number that says more than the Failure, a TLS alert, a close code or HTTP's status for example; undefined or 0 when there is none. */
	readonly detail?: number;
	/**
	 * Sends buffer[from..to) as one unit (one TLS record, one TCP segment where it fits). The caller has seen room for it by
	 * onWritable. The bytes are taken before it returns. Outcome.Sent, or Outcome.Failed with an onClose to follow.
	 * Bounds, and not a view, which would be garbage or have to be kept: what wants one makes it (net/tcp).
	 */
	write(buffer: Uint8Array, from: number, to: number): Outcome;
	/** Fills `target` with what has arrived, up to its length; returns the number of bytes, 0 when there is nothing. */
	read(target: Uint8Array): number;
	/** Sends what was written, then closes. Safe to call twice. No callback comes after it. */
	close(): void;
}

/** How a transport speaks to its owner: each is called as a method of an object that has the options' `target`. */
export interface TransportCallbacks {
	readonly target?: unknown;
	/**
	 * `count` bytes can be written now. The first call means: the network connection is open and, with TLS, the server's
	 * chain, dates and host name are verified. Nothing may be written before it.
	 */
	readonly onWritable: (count: number) => void;
	/** Bytes have arrived. It is called again only for bytes that arrive later: read until 0. */
	readonly onReadable: () => void;
	/** The connection is over. Called at most once, and nothing follows it. The owner need not call close. */
	readonly onClose: (failure: Failure) => void;
}

/** The class of a transport and its own options, given to the client together: `{ io: TlsTransport, host, port, ... }`. */
export interface TransportOptions {
	readonly io: new (options: never) => Transport;
	readonly host: string;
	readonly port: number;
}
