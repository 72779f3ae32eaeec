import type { Guard } from "core/guard";
import { GUARDED, type IoOwner } from "core/guarded-io";
import { Connection } from "net/connection";
import { decodePem, decodePrivateKey } from "net/pem";
import type { NetworkOptions, SecureSocket, SecureSocketOptions } from "net/socket";
import { TlsSize } from "net/tls/core";
import type { TlsSession } from "net/tls/session";
import type { Identity, TlsSocketOptions } from "net/tls/stream";

/** What a TLS transport is made with. There is no option to skip verification. */
export interface TlsOptions extends NetworkOptions {
	/** The TLS socket class; `socket` is the TCP class it is to use. */
	readonly tls: SecureSocketOptions;
	/** Trusted roots in PEM, one or more certificates. Empty or absent: the built-in ones. */
	readonly ca?: string;
	/** The client certificate in PEM, its own first, for a server that asks for one. Empty or absent: none. */
	readonly certificate?: string;
	/** Its private key in PEM, not encrypted; with a certificate, and never without. A secret. */
	readonly key?: string;
	/** Keeps the session from one connection to the next; without it each handshake is a full one. */
	readonly session?: TlsSession;
}

/**
 * A network connection over TLS: the server's chain, dates and host name are verified before the first onWritable (net/tls/tls-core.h).
 * Its handshake has no deadline of its own; its owner's closes it. A board that does not know the time trusts nobody.
 */
export class TlsTransport extends Connection<SecureSocket> {
	/** Starts to open at once. Throws RangeError for a host or port that cannot be, and for a `ca`, `certificate` or `key` that is not PEM. */
	constructor(options: TlsOptions) {
		const { host, port, socket, tls, session, ca = "" } = options;
		const roots = decodePem(ca);
		let identity = decodeIdentity(options);
		const Io = tls.io as new (options: TlsSocketOptions) => SecureSocket;
		super(options, (address: string, target: Guard<IoOwner>) => {
			const now = Math.floor(Date.now() / 1_000);
			const shown = identity;
			identity = undefined;
			try {
				return new Io({
					...tls,
					host,
					address,
					port,
					roots,
					...(shown ? { identity: shown } : {}),
					socket,
					...(session ? { session } : {}),
					now,
					target,
					...GUARDED,
				});
			} finally {
				shown?.key.fill(0);
			}
		});
	}

	override get overhead(): number {
		return TlsSize.Overhead;
	}

	protected override get fillsPart(): boolean {
		return true;
	}

	protected send(socket: SecureSocket, buffer: Uint8Array, from: number, to: number): number | undefined {
		return socket.write(buffer, from, to);
	}

	protected override more(): void {
		this.socket?.pump?.();
	}
}

function decodeIdentity({ certificate = "", key = "" }: TlsOptions): Identity | undefined {
	if (certificate === "" && key === "") return undefined;
	return { certificates: decodePem(certificate), key: decodePrivateKey(key) };
}
