import { type SocketOptions, StreamSocket } from "./socket";

/** What the firmware keeps of a session (net/tls/session). */
interface Session {
	readonly bytes: Uint8Array | undefined;
	keep(source: { save(buffer: Uint8Array): number }): boolean;
	forget(): void;
}

interface TlsSocketOptions extends SocketOptions {
	readonly host: string;
	readonly now: number;
	readonly session?: Session;
}

/** "net/tls/socket": the handshake is a model (sim/soak/world/network); nothing is encrypted. */
export class TlsSocket extends StreamSocket {
	readonly #session: Session | undefined;

	constructor(options: TlsSocketOptions) {
		const { host, now, session } = options;
		if (host.length === 0) throw new Error("invalid host");
		super(options, { host, now, resumes: session?.bytes !== undefined });
		this.#session = session;
	}

	/** As the board's: takes all of buffer[from..to), or throws. */
	write(buffer: Uint8Array, from: number, to: number): number | undefined {
		return this.send(buffer.subarray(from, to));
	}

	override opened(room: number): void {
		this.#session?.keep({ save: () => 1 });
		super.opened(room);
	}

	override ended(failure: number): void {
		this.#session?.forget();
		super.ended(failure);
	}
}
