import { Guard } from "core/guard";
import { Failure } from "core/result";
import { Connection } from "net/connection";
import { type Edge, GuardedSocket } from "net/guarded-socket";
import { HandshakeWatch } from "net/handshake-watch";
import { decodePem } from "net/pem";
import type { NetworkOptions, Socket, SocketCallbacks, SocketOptions } from "net/socket";
import { TlsFailure } from "net/tls-failure";

/** What a TLS transport is made with. There is no option to skip verification. */
export interface TlsOptions extends NetworkOptions {
	/** The TLS socket class; `socket` is the TCP class it is to use. */
	readonly tls: SocketOptions;
	/** Trusted roots in PEM, one or more certificates. Empty or absent: the roots that come with the SDK. */
	readonly ca?: string;
}

/** TLS 1.2, the only version that the SDK's TLS speaks. */
const TLS_1_2 = 0x0303;

/**
 * A network connection over the SDK's TLS socket (embedded:io/socket/tcp/tls), which is written in JavaScript. It would let through
 * forged chains, unsigned key exchanges and alerts in the clear; net/ssl/cert and net/handshake-watch stand in its way.
 *
 * What stays: TLS 1.2 only; P-256 only for the key exchange; cipher suites without forward secrecy and with CBC are offered, the
 * former first; no revocation check; close sends no close_notify; its arithmetic is not in constant time; each handshake is a
 * full one, since resuming a session would skip the certificate. A board that does not know the time trusts nobody.
 */
export class TlsTransport extends Connection {
	/** Header, explicit IV, MAC and padding of the longest record type, AES-CBC with SHA-256 (RFC 5246 §6.2.3). */
	override readonly overhead: number = 5 + 16 + 32 + 16;
	readonly #edge: Edge;

	/** Starts to open at once. Throws RangeError for a host or port that cannot be, and for a `ca` that is not PEM. */
	constructor(options: TlsOptions) {
		const { host, port, socket, tls, ca = "" } = options;
		const certificate = decodePem(ca);
		const guard = new Guard((error) => this.fail(error instanceof TlsFailure ? error.failure : Failure.Tls));
		const edge: Edge = { guard, watch: new HandshakeWatch() };
		const Io = tls.io as new (options: object) => Socket;
		super(
			options,
			(address: string, callbacks: SocketCallbacks) =>
				new Io({
					nodelay: true,
					...tls,
					address,
					host,
					port,
					...callbacks,
					TCP: { io: GuardedSocket, socket, edge },
					secure: { protocolVersion: TLS_1_2, verify: true, cache: false, certificate },
				}),
		);
		this.#edge = edge;
	}

	override read(target: Uint8Array): number {
		const { socket } = this.#edge;
		if (socket === undefined) return super.read(target);
		socket.hold = true;
		const count = super.read(target);
		socket.hold = false;
		return count;
	}

	protected override more(): void {
		const { socket } = this.#edge;
		if (socket === undefined) return;
		socket.hold = false;
		socket.pump();
		socket.hold = true;
	}
}
