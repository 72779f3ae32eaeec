import net from "node:net";
import type { Socket, SocketCallbacks } from "net/socket";

/** What TCP has room for, told once: lwIP's send buffer as the SDK's sdkconfig sets it. */
const ROOM = 5_744;
/** Real time in which a server answers even on a busy machine. Who waits longer waits for something that is not on its way. */
const PATIENCE_MS = 10_000;

/** The line of a client in this process to a server on the loopback: a relay that counts flights. */
export interface Line {
	/** The client's TCP socket. */
	tcp: RelayedTcp | undefined;
}

/** The client's TCP socket: what it writes waits until the relay takes it. */
export class RelayedTcp implements Socket {
	readonly callbacks: SocketCallbacks;
	/** Small packets are not held back until what went before is acknowledged (Nagle). */
	readonly nodelay: boolean;
	readonly #out: Uint8Array[] = [];
	#in = Buffer.alloc(0);
	#room = ROOM;

	constructor(options: SocketCallbacks & { readonly line: Line; readonly nodelay?: boolean }) {
		this.callbacks = options;
		this.nodelay = options.nodelay === true;
		options.line.tcp = this;
	}

	/** TCP is connected. */
	open(): void {
		this.callbacks.onWritable(this.#room);
	}

	/** Bytes of the server arrive. */
	arrive(bytes: Uint8Array): void {
		this.#in = Buffer.concat([this.#in, bytes]);
		this.callbacks.onReadable(this.#in.length);
	}

	/** Takes what was written since the last time. */
	take(): Buffer {
		return Buffer.concat(this.#out.splice(0));
	}

	read(target: Uint8Array): number {
		if (target.length > this.#in.length) throw new Error("invalid");
		this.#in.copy(target);
		this.#in = this.#in.subarray(target.length);
		return target.length;
	}

	/** Room does not come back: a client that waits for more than it was told of would wait for an acknowledgement. */
	write(bytes: Uint8Array): number {
		if (bytes.length > this.#room) throw new Error("would block");
		this.#room -= bytes.length;
		this.#out.push(bytes.slice());
		return this.#room;
	}

	close(): void {
		this.#in = Buffer.alloc(0);
	}
}

/** The server's end of the line, a real connection. */
class ServerEnd {
	readonly #socket: net.Socket;
	#arrived: Buffer[] = [];
	#over = false;
	#wake: () => void = () => undefined;

	constructor(socket: net.Socket) {
		this.#socket = socket;
		socket.on("data", (bytes) => {
			this.#arrived.push(bytes);
			this.#wake();
		});
		for (const event of ["end", "close", "error"] as const) {
			socket.on(event, () => {
				this.#over = true;
				this.#wake();
			});
		}
	}

	send(bytes: Uint8Array): void {
		this.#socket.write(bytes);
	}

	/** What has come; waits for the first of it. */
	async receive(): Promise<Buffer> {
		const deadline = setTimeout(() => this.#wake(), PATIENCE_MS);
		const woken = new Promise<void>((resolve) => {
			this.#wake = resolve;
		});
		if (this.#arrived.length === 0 && !this.#over) await woken;
		clearTimeout(deadline);
		if (this.#arrived.length === 0)
			throw new Error(this.#over ? "the server has closed" : "both sides wait: the client for a timer, or for nothing");
		return Buffer.concat(this.#arrived.splice(0));
	}

	/** Sends the rest, and ends it. */
	end(bytes: Uint8Array): void {
		this.#socket.end(bytes);
	}
}

/** What a relay needs of the client. */
export interface Relayed {
	readonly line: Line;
	/** Lets half a round trip pass on the client's clock. */
	readonly travel: () => void;
	/** Called before the client is given a turn; `flight` is the number of what it says in it. */
	readonly turn: (flight: number) => void;
	/** The client has said what it was to say. */
	readonly done: () => boolean;
	/** The server's bytes arrive in pieces of so many; as they come when not given. */
	readonly piece?: number;
}

/** Bytes of one flight, and of what the server had said before it. */
export interface Flight {
	readonly bytes: number;
	readonly heard: number;
}

/**
 * Connects the client to the server at `port` and carries bytes until it is done. A flight is what the client says with nothing new heard. It is
 * taken when the call that gave the client its turn has returned, and the client is given a turn when TCP is connected and when bytes have
 * arrived, never by the passing of real time: the count does not depend on how fast anybody is. How the server's bytes are cut does
 * not matter either: on half an answer the client has nothing to say, and hears the rest in the same round trip. A server's bytes that
 * nothing waits for (a ticket) so cost nothing. Nothing is carried behind the last flight but by `end`.
 */
export async function relay(port: number, { line, travel, turn, done, piece = Number.POSITIVE_INFINITY }: Relayed) {
	const { tcp } = line;
	if (!tcp) throw new Error("the client has not opened a socket");
	const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
	await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
	const server = new ServerEnd(socket);
	const flights: Flight[] = [];
	turn(1);
	tcp.open();
	for (let heard = 0; ; ) {
		const said = tcp.take();
		if (said.length > 0) {
			flights.push({ bytes: said.length, heard });
			heard = 0;
			server.send(said);
			travel();
			if (done()) break;
			travel();
			const early = tcp.take();
			if (early.length > 0) throw new Error(`${early.length} bytes left by a timer, with nothing heard`);
		}
		const answer = await server.receive();
		heard += answer.length;
		turn(flights.length + 1);
		for (let at = 0; at < answer.length; at += piece) tcp.arrive(answer.subarray(at, at + piece));
	}
	return { flights, end: () => server.end(tcp.take()) };
}
