import type { Failure } from "core/result";

/** What the socket of a board can take at once: lwIP's send buffer on an ESP32 (TCP_SND_BUF, 4 segments of 1440 bytes). */
export const SEND_BUFFER = 5_760;
/** What TLS takes of it: more than a record of the board's TLS adds (TlsSize.Overhead). */
export const TLS_OVERHEAD = 96;
/** The longest piece in which received bytes reach the firmware, as on the SDK's Linux port. */
export const RECEIVE_CHUNK = 1_536;

/** A client certificate, its own first, and its private key: DER or PEM. No certificates: none. */
export interface Identity {
	readonly certificates: readonly Uint8Array[];
	readonly key: Uint8Array;
}

/** Where a connection goes. */
export interface Target {
	/** Address or host name. */
	readonly host: string;
	readonly port: number;
	/** With TLS: who the server must prove to be, and the roots that may vouch for it (DER or PEM); none: Node's own. */
	readonly tls?: {
		readonly serverName: string;
		readonly trusted: readonly Uint8Array[];
		readonly identity?: Identity;
	};
}

/** How a connection speaks to the board. Never called from inside `open`. */
export interface ConnectionEvents {
	/** Open and, with TLS, verified: `room` bytes can be written. */
	onOpen(room: number): void;
	/** Bytes arrived; `done` is called when the firmware has them. */
	onData(bytes: Uint8Array, done?: () => void): void;
	/** `room` bytes can be written again. */
	onRoom(room: number): void;
	/** Over, once; nothing follows. Not called after `close`, except that `onClosed` is. */
	onEnd(failure: Failure): void;
	/** Nothing of the connection is left: everything written has been handed over. */
	onClosed(): void;
}

/** One connection, from the board's side. */
export interface Connection {
	write(bytes: Uint8Array): void;
	/** Sends what was written, then closes. */
	close(): void;
}

/** The network a board is on. */
export interface Network {
	/** Looks a host name up. Never calls back from inside. */
	resolve(name: string, callback: (address: string | undefined) => void): void;
	open(target: Target, events: ConnectionEvents): Connection;
}
