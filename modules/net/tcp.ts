import type { Guard } from "core/guard";
import { GUARDED, type IoOwner } from "core/guarded-io";
import { Views } from "core/views";
import { Connection } from "net/connection";
import type { NetworkOptions, Socket } from "net/socket";

/**
 * A network connection in the clear. For a broker on the same machine or network: what is sent, the password among it,
 * can be read on the way.
 */
export class TcpTransport extends Connection<Socket> {
	private readonly views = new Views();

	/** Starts to open at once. Throws RangeError for a host or port that cannot be. */
	constructor(options: NetworkOptions) {
		const { socket, host, port } = options;
		const Io = socket.io as new (options: object) => InstanceType<typeof socket.io>;
		super(
			options,
			(address: string, target: Guard<IoOwner>) =>
				// Every packet leaves in one write; waiting to fill a segment (Nagle) would only hold back a PINGREQ.
				new Io({ nodelay: true, ...socket, address, host, port, target, ...GUARDED }),
		);
	}

	protected send(socket: Socket, buffer: Uint8Array, from: number, to: number): number | undefined {
		return socket.write(this.views.of(buffer, from, to));
	}
}
