import { Command } from "../port";
import { takeBytes } from "./chunks";
import { post } from "./port";
import { encodeText, toBytes } from "./text";
import Timer, { type TimerHandle } from "./timer";

/** What the SDK takes for bytes. */
export type Buffer = ArrayBuffer | ArrayBufferView;

/** The options of an ECMA-419 TCP client socket, as the SDK takes them. */
export interface SocketOptions {
	/** Becomes the socket's own, for its callbacks. */
	readonly target?: unknown;
	readonly address?: string;
	readonly host?: string;
	readonly port: number;
	readonly format?: "buffer" | "number";
	readonly onReadable?: (count: number) => void;
	readonly onWritable?: (count: number) => void;
	/** The SDK gives no reason; the simulator gives a Failure. */
	readonly onError?: (failure?: number) => void;
}

/** What a TLS socket adds: who the server must be, and which roots (DER) may vouch for it; none: the PC's own. */
export interface Security {
	readonly serverName: string;
	readonly trusted: readonly Uint8Array[];
	readonly identity?: Identity;
}

/** A client certificate in DER, its own first, and its private key. */
export interface Identity {
	readonly certificates: readonly Uint8Array[];
	readonly key: Uint8Array;
}

const sockets = new Map<number, StreamSocket>();
let lastId = 0;

/** The open socket `id`, or undefined when it has closed meanwhile: what was under way for it is then nobody's. */
export function findSocket(id: number): StreamSocket | undefined {
	return sockets.get(id);
}

/** A byte stream to a server; TCP and TLSSocket are this. It refuses what the SDK's classes refuse. */
export class StreamSocket {
	/** As the SDK's classes have it. */
	readonly target: unknown;
	readonly #id = ++lastId;
	readonly #options: SocketOptions;
	/** The SDK's TLSSocket fills what it has of a buffer; its TCP throws when there is less. */
	readonly #fillsPart: boolean;
	readonly #received: Uint8Array[] = [];
	#readable = 0;
	#writable = 0;
	#format: "buffer" | "number";
	#failure: number | undefined;
	#lateEnd: TimerHandle | undefined;

	protected constructor(options: SocketOptions, security?: Security) {
		const { port, address, host } = options;
		const peer = address ?? host;
		if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError("invalid port");
		if (typeof peer !== "string" || peer.length === 0) throw new Error("invalid address");
		this.target = options.target;
		this.#options = options;
		this.#fillsPart = security !== undefined;
		this.#format = options.format ?? "buffer";
		sockets.set(this.#id, this);
		if (security) {
			post(Command.ServerName, this.#id, 0, encodeText(security.serverName));
			for (const root of security.trusted) post(Command.Trust, this.#id, 0, root);
			for (const certificate of security.identity?.certificates ?? [])
				post(Command.ClientCertificate, this.#id, 0, certificate);
			if (security.identity) post(Command.ClientKey, this.#id, 0, security.identity.key);
		}
		post(Command.Open, this.#id, port, encodeText(peer));
	}

	close(): void {
		if (!sockets.delete(this.#id)) return;
		Timer.clear(this.#lateEnd);
		post(Command.Close, this.#id, 0);
	}

	/** Everything, `count` bytes, or a buffer full (their number is returned). Undefined: there is nothing. */
	read(count?: number | Buffer): ArrayBuffer | number | undefined {
		this.#mustBeOpen();
		if (this.#readable === 0) return undefined;
		if (this.#format === "number") return this.#take(1)[0];
		if (count === undefined) return this.#take(this.#readable).buffer as ArrayBuffer;
		if (typeof count === "number") return this.#take(count).buffer as ArrayBuffer;
		const target = toBytes(count);
		const bytes = this.#take(this.#fillsPart ? Math.min(target.length, this.#readable) : target.length);
		target.set(bytes);
		return bytes.length;
	}

	/** Sends all of `data` or throws; returns how much more could be written. */
	protected send(data: Buffer | number): number {
		this.#mustBeOpen();
		const bytes = typeof data === "number" ? Uint8Array.of(data) : toBytes(data);
		if (bytes.length > this.#writable) throw new Error("would block");
		this.#writable -= bytes.length;
		post(Command.Write, this.#id, 0, bytes);
		return this.#writable;
	}

	get format(): "buffer" | "number" {
		return this.#format;
	}

	set format(format: "buffer" | "number") {
		if (format !== "buffer" && format !== "number") throw new RangeError("unimplemented");
		this.#format = format;
	}

	/** From the host: there is room for `count` bytes. */
	room(count: number): void {
		this.#writable = count;
		this.#options.onWritable?.call(this, count);
	}

	/** From the host: bytes have arrived. */
	data(bytes: Uint8Array): void {
		this.#received.push(bytes);
		this.#readable += bytes.length;
		this.#options.onReadable?.call(this, this.#readable);
	}

	/** From the host: it is over. Bytes that were not read yet come first, as in the SDK. */
	ended(failure: number): void {
		this.#failure = failure;
		this.#writable = 0;
		if (this.#readable === 0) this.#options.onError?.call(this, failure);
	}

	#take(count: number): Uint8Array {
		if (count <= 0 || count > this.#readable) throw new Error("invalid");
		const taken = takeBytes(this.#received, count);
		this.#readable -= count;
		if (this.#readable === 0 && this.#failure !== undefined) this.#endLater(this.#failure);
		return taken;
	}

	#endLater(failure: number): void {
		this.#lateEnd ??= Timer.set(() => this.#options.onError?.call(this, failure));
	}

	#mustBeOpen(): void {
		if (!sockets.has(this.#id)) throw new TypeError("socket is closed");
	}
}
