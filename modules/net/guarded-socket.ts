import type { Guard } from "core/guard";
import type { HandshakeWatch } from "net/handshake-watch";
import type { Socket, SocketCallbacks, SocketOptions } from "net/socket";

/** What a TLS transport and the TCP socket under its TLS socket share. One for each network connection. */
export interface Edge {
	/** Catches what the SDK's TLS socket throws in the callbacks of its TCP socket. */
	readonly guard: Guard;
	/** Sees every byte from the server before the TLS socket does. */
	readonly watch: HandshakeWatch;
	/** Set by the constructor of the guarded socket. */
	socket?: GuardedSocket;
}

/** The options a TLS socket hands to its TCP class: its own, and those of whoever made it. */
export interface GuardedOptions extends SocketCallbacks {
	readonly TCP: { readonly socket: SocketOptions; readonly edge: Edge };
}

/**
 * The TCP class for the SDK's TLS socket, which handles TLS inside its TCP callbacks and lets its errors escape there, where
 * they would abort the XS machine: here every callback is guarded.
 *
 * `readable` and `writable` are the TLS socket's own bookkeeping, which it keeps on its TCP socket.
 */
export class GuardedSocket implements Socket {
	writable = 0;
	/** While it is true, `readable` is 0. The TLS socket sets an unguarded timer when it sees more while it is read. */
	hold = false;
	readonly #socket: Socket;
	readonly #watch: HandshakeWatch;
	readonly #deliver: (count: number) => void;
	#readable = 0;
	#closed = false;

	constructor(options: GuardedOptions) {
		const { TCP, onReadable, onWritable, onError } = options;
		const { edge, socket } = TCP;
		const { guard } = edge;
		const Io = socket.io as new (options: object) => Socket;
		this.#watch = edge.watch;
		this.#deliver = guard.wrap1((count: number) => {
			if (!this.#closed) onReadable(count);
		});
		edge.socket = this;
		this.#socket = new Io({
			...options,
			...socket,
			onReadable: this.#deliver,
			onWritable: guard.wrap1((count: number) => {
				if (!this.#closed) onWritable(count);
			}),
			onError: guard.wrap1((failure: unknown) => {
				if (!this.#closed) onError(failure);
			}),
		});
	}

	get readable(): number {
		return this.hold ? 0 : this.#readable;
	}

	set readable(count: number) {
		this.#readable = count;
	}

	/** Lets the TLS socket take its next record, if one has arrived. */
	pump(): void {
		if (this.#readable > 0) this.#deliver(this.#readable);
	}

	read(target: Uint8Array): number | undefined {
		const count = this.#socket.read(target);
		this.#watch.take(target);
		return count;
	}

	write(bytes: Uint8Array): number | undefined {
		const room = this.#socket.write(bytes);
		if (room === undefined) throw new Error("connection is gone"); // the TLS socket would take it for room
		return room;
	}

	close(): void {
		this.#closed = true;
		this.#socket.close();
	}
}
