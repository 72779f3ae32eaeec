import type { TransportCallbacks } from "mqtt/transport";

/**
 * What this project needs of an ECMA-419 socket, TCP or TLS (ECMA-419 2nd edition §12). The declarations of the SDK are
 * wider and not the same in each of its versions.
 */
export interface Socket {
	/** Fills all of `target`; throws when fewer bytes are readable. A TLS socket fills what it has and returns the number, or undefined. */
	read(target: Uint8Array): number | undefined;
	/** Takes all of `bytes` or throws. Returns the room that is left; undefined when the connection is gone already. */
	write(bytes: Uint8Array): number | undefined;
	/** Safe to call twice. */
	close(): void;
	/** Behind onError: a number for a log, or 0. */
	readonly detail?: number;
}

/**
 * How a socket speaks to its owner: each is called as a method of the socket, which has the options' `target` as its own (ECMA-419). `onError` of
 * the SDK has no argument; TLS and the simulator pass a numeric Failure.
 */
export interface SocketCallbacks {
	readonly target?: unknown;
	readonly onReadable: (count: number) => void;
	readonly onWritable: (count: number) => void;
	readonly onError: (failure?: unknown) => void;
}

/** A socket class and options of its own, injected the ECMA-419 way. */
export interface SocketOptions {
	readonly io: new (options: never) => Socket;
}

/** What this project needs of a socket over TLS, which is its own (net/tls), but for bytes that come and for its end. */
export interface SecureSocket extends Pick<Socket, "read" | "close" | "detail"> {
	/**
	 * Takes all of buffer[from..to) or throws. Returns the room that is left; undefined when the connection is gone already. It encrypts what it gets, so that
	 * bounds do, where a view would have to be kept for each length.
	 */
	write(buffer: Uint8Array, from: number, to: number): number | undefined;
	/** Brings up a record that is held back until somebody asks. */
	pump?(): void;
}

/** The class of a socket over TLS and options of its own. */
export interface SecureSocketOptions {
	readonly io: new (options: never) => SecureSocket;
}

/** Whoever knows addresses. */
export interface NameResolver {
	/**
	 * Finds the IPv4 address of a host name, or undefined. It may answer at once or later, or throw, which counts as no
	 * address; an answer that comes after the transport's `close` is ignored.
	 */
	resolve(host: string, callback: (address: string | undefined) => void): void;
}

/** What every transport of net/ is made with. */
export interface NetworkOptions extends TransportCallbacks {
	/** Host name or IPv4 address of the broker. */
	readonly host: string;
	readonly port: number;
	readonly resolver: NameResolver;
	/** The TCP socket class. */
	readonly socket: SocketOptions;
}
