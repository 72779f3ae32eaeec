import { Command } from "../port";
import { post } from "./port";
import { decodeText, encodeText } from "./text";

/** A datagram with its sender on it, as the SDK gives it. */
type Datagram = ArrayBuffer & { address?: string; port?: number };

const sockets = new Map<number, UDP>();
let lastId = 0;

/** The SDK's "embedded:io/socket/udp". */
export default class UDP {
	readonly #id = ++lastId;
	readonly #onReadable: (count: number) => void;
	readonly #inbox: Datagram[] = [];

	constructor(options: { readonly onReadable: (count: number) => void }) {
		this.#onReadable = options.onReadable;
		sockets.set(this.#id, this);
	}

	read(): Datagram | undefined {
		return this.#inbox.shift();
	}

	write(bytes: Uint8Array, address: string, port: number): void {
		if (!sockets.has(this.#id)) throw new TypeError("socket is closed");
		post(Command.Datagram, this.#id, port, Uint8Array.of(...encodeText(address), 0, ...bytes));
	}

	close(): void {
		if (!sockets.delete(this.#id)) throw new TypeError("socket is closed");
		post(Command.UdpClose, this.#id, 0);
	}

	/** From the host: a datagram arrived. */
	receive(datagram: Datagram): void {
		this.#inbox.push(datagram);
		this.#onReadable.call(this, 1);
	}
}

/** From the host: a datagram for socket `id`, which may have closed meanwhile. */
export function deliver(id: number, port: number, payload: Uint8Array): void {
	const end = payload.indexOf(0);
	const bytes = payload.slice(end + 1).buffer as ArrayBuffer;
	sockets.get(id)?.receive(Object.assign(bytes, { address: decodeText(payload.subarray(0, end)), port }));
}
