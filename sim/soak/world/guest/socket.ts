import type { Failure } from "core/result";
import { takeBytes } from "../../../guest/chunks";
import { toBytes } from "../../../guest/text";
import type { Client, Link, Target } from "../link";
import type { World } from "../world";
import { current } from "./current";
import Timer, { type TimerHandle } from "./timer";

/** What the SDK takes for bytes. */
export type Buffer = ArrayBuffer | ArrayBufferView;

/** The options of an ECMA-419 TCP client socket, as the firmware gives them. */
export interface SocketOptions {
	readonly address: string;
	readonly port: number;
	readonly onReadable?: (count: number) => void;
	readonly onWritable?: (count: number) => void;
	/** The SDK's TCP gives no reason; TLS gives a Failure. */
	readonly onError?: (failure?: number) => void;
}

/** A byte stream to a server: TCP, or TLS in `security`. It refuses what the SDK's classes refuse. */
export class StreamSocket implements Client {
	readonly #world: World;
	readonly #options: SocketOptions;
	readonly #secure: boolean;
	readonly #received: Uint8Array[] = [];
	#readable = 0;
	#writable = 0;
	#opened = false;
	#link: Link | undefined;
	#failure: Failure | undefined;
	#lateEnd: TimerHandle | undefined;

	protected constructor(options: SocketOptions, security?: Target["tls"]) {
		const { world } = current;
		const { port, address } = options;
		world.board.mustBeOn();
		if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError("invalid port");
		if (typeof address !== "string" || address.length === 0) throw new Error("invalid address");
		this.#world = world;
		this.#options = options;
		this.#secure = security !== undefined;
		this.#link = world.network.connect({ address, port, ...(security ? { tls: security } : {}) }, this);
	}

	close(): void {
		this.#world.board.mustBeOn();
		const link = this.#link;
		if (!link) return;
		this.#link = undefined;
		Timer.clear(this.#lateEnd);
		link.close();
	}

	/** Fills all of `target`, and throws where there is less; TLS fills what it has. Returns the number of bytes. */
	read(target: Buffer): number | undefined {
		this.#mustBeOpen();
		if (this.#readable === 0) return undefined;
		const bytes = toBytes(target);
		const count = this.#secure ? Math.min(bytes.length, this.#readable) : bytes.length;
		if (count <= 0 || count > this.#readable) throw new Error("invalid");
		bytes.set(takeBytes(this.#received, count));
		this.#readable -= count;
		if (this.#readable === 0 && this.#failure !== undefined) this.#endLater(this.#failure);
		return count;
	}

	/** Sends all of `data` or throws; returns how much more could be written, undefined when the connection is gone. */
	protected send(data: Buffer): number | undefined {
		const link = this.#mustBeOpen();
		const bytes = toBytes(data);
		if (!this.#opened && bytes.length > 0)
			this.#world.violation("S1", "bytes were written before the server was verified");
		if (bytes.length > this.#writable) throw new Error("would block");
		if (this.#failure !== undefined) return undefined;
		this.#writable = link.write(bytes);
		return this.#writable;
	}

	opened(room: number): void {
		this.#opened = true;
		this.#writable = room;
		this.#options.onWritable?.(room);
	}

	room(count: number): void {
		this.#writable = count;
		this.#options.onWritable?.(count);
	}

	arrived(bytes: Uint8Array): void {
		if (!this.#link) return;
		this.#received.push(bytes);
		this.#readable += bytes.length;
		this.#options.onReadable?.(this.#readable);
	}

	/** Bytes that were not read yet come first, as in the SDK. */
	ended(failure: Failure): void {
		this.#failure = failure;
		this.#writable = 0;
		if (this.#readable === 0) this.#options.onError?.(this.#reason(failure));
	}

	#reason(failure: Failure): number | undefined {
		return this.#secure ? failure : undefined;
	}

	#endLater(failure: Failure): void {
		this.#lateEnd ??= Timer.set(() => this.#options.onError?.(this.#reason(failure)));
	}

	#mustBeOpen(): Link {
		this.#world.board.mustBeOn();
		const link = this.#link;
		if (!link) throw new TypeError("socket is closed");
		return link;
	}
}
