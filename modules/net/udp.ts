/** A datagram's bytes, with its sender on it (the SDK's own form). */
export type Datagram = ArrayBuffer & { readonly address?: string; readonly port?: number };

/** What this project needs of an ECMA-419 UDP socket (ECMA-419 2nd edition §12). All of it may throw but `close`. */
export interface Udp {
	/** The next datagram; undefined when there is none. */
	read(): Datagram | undefined;
	write(bytes: Uint8Array, address: string, port: number): void;
	/** Not safe to call twice on every port of the SDK. */
	close(): void;
}

/** How a UDP socket speaks to its owner: `count` datagrams are there. */
export interface UdpCallbacks {
	readonly onReadable: (count: number) => void;
}

/** A UDP socket class, injected the ECMA-419 way. Each socket gets a port of its own from the system. */
export type UdpClass = new (options: UdpCallbacks) => Udp;

/** Finds the IPv4 address of a host name, once, at once or later; undefined when there is none. */
export type Resolve = (host: string, callback: (address: string | undefined) => void) => void;
