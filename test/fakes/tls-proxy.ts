import net, { type AddressInfo } from "node:net";
import { after } from "node:test";

/** Kinds of records (RFC 8446 §5.1). */
export const CHANGE = 20;
export const ALERT = 21;
export const HANDSHAKE = 22;
export const DATA = 23;
/** Handshake messages (RFC 5246 §7.4), and what stands for one that is encrypted. */
export const SERVER_HELLO = 2;
export const CERTIFICATE = 11;
export const KEY_EXCHANGE = 12;
export const HELLO_DONE = 14;
export const SEALED = -1;

const RECORD_MAX = 16_384;

/** What the server sends: one handshake message as long as they are in the clear, otherwise one record. */
export interface Piece {
	readonly record: number;
	/** Of a handshake record: which message. */
	readonly message: number;
	/** Its bytes, without the record's header. */
	readonly bytes: Buffer;
	/** How many pieces came before. */
	readonly index: number;
}

/** Puts bytes into records. */
export function seal(record: number, bytes: Uint8Array): Buffer {
	const parts: Uint8Array[] = [];
	for (let at = 0; at === 0 || at < bytes.length; at += RECORD_MAX) {
		const body = bytes.subarray(at, at + RECORD_MAX);
		parts.push(Uint8Array.of(record, 3, 3, body.length >> 8, body.length & 0xff), body);
	}
	return Buffer.concat(parts);
}

/** What to send in place of a piece; "stall": nothing any more; "cut": the connection ends. */
export type Tamper = (piece: Piece) => Buffer | "stall" | "cut";

/** Sends it as it is. */
export function pass({ record, bytes }: Piece): Buffer {
	return seal(record, bytes);
}

/** Takes a server's stream apart. */
class Splitter {
	#stream = Buffer.alloc(0);
	#handshake = Buffer.alloc(0);
	#sealed = false;
	#count = 0;

	take(chunk: Buffer): Piece[] {
		this.#stream = Buffer.concat([this.#stream, chunk]);
		const pieces: Piece[] = [];
		while (this.#stream.length >= 5 && this.#stream.length >= 5 + this.#stream.readUInt16BE(3)) {
			const end = 5 + this.#stream.readUInt16BE(3);
			const record = this.#stream[0];
			const bytes = this.#stream.subarray(5, end);
			this.#stream = this.#stream.subarray(end);
			if (record === HANDSHAKE && !this.#sealed) pieces.push(...this.#messages(bytes));
			else pieces.push({ record, message: SEALED, bytes, index: this.#count++ });
			if (record === CHANGE) this.#sealed = true;
		}
		return pieces;
	}

	*#messages(bytes: Buffer): Generator<Piece> {
		this.#handshake = Buffer.concat([this.#handshake, bytes]);
		while (this.#handshake.length >= 4 && this.#handshake.length >= 4 + this.#handshake.readUIntBE(1, 3)) {
			const end = 4 + this.#handshake.readUIntBE(1, 3);
			const message = this.#handshake.subarray(0, end);
			this.#handshake = this.#handshake.subarray(end);
			yield { record: HANDSHAKE, message: message[0], bytes: message, index: this.#count++ };
		}
	}
}

/** A man in the middle on the loopback, in front of the server at `port`. Returns the port to go to. It closes with the test file. */
export async function startProxy(port: number, tamper: Tamper): Promise<number> {
	const proxy = net.createServer((client) => {
		const server = net.connect(port, "127.0.0.1");
		const splitter = new Splitter();
		let stalled = false;
		client.setNoDelay(true);
		for (const socket of [client, server]) socket.on("error", () => socket.destroy());
		client.on("data", (data) => server.write(data));
		client.on("close", () => server.destroy());
		server.on("close", () => {
			if (!stalled) client.end();
		});
		server.on("data", (data) => {
			for (const piece of splitter.take(data)) {
				if (stalled) return;
				const instead = tamper(piece);
				if (typeof instead !== "string") client.write(instead);
				else if (instead === "cut") client.end();
				stalled = typeof instead === "string";
			}
		});
	});
	await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", () => resolve()));
	after(() => proxy.close());
	return (proxy.address() as AddressInfo).port;
}
