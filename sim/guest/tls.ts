import { type Identity, type SocketOptions, StreamSocket } from "./socket";

/** The options of the board's TLS socket (net/tls/stream). */
export interface TlsSocketOptions extends SocketOptions {
	readonly host: string;
	/** Trusted roots in DER; none: the PC's own. */
	readonly roots: readonly Uint8Array[];
	/** The client certificate, DER, its own first, and its private key, DER. */
	readonly identity?: Identity;
}

/** "net/tls/socket". The PC's TLS does the work, TCP included; there is no way to turn verification off. It keeps no session. */
export class TlsSocket extends StreamSocket {
	constructor(options: TlsSocketOptions) {
		const { host, roots, identity } = options;
		if (host.length === 0) throw new Error("invalid host");
		super(options, { serverName: host, trusted: roots, ...(identity ? { identity } : {}) });
	}

	/** As the board's: takes all of buffer[from..to), or throws. */
	write(buffer: Uint8Array, from: number, to: number): number {
		return this.send(buffer.subarray(from, to));
	}
}
