import { acceptOf } from "net/ws-handshake";
import type { Link, Service } from "./link";
import { ascii, type Line, type Session } from "./session";
import type { World } from "./world";

const CONTINUATION = 0;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const LONG = 126;
const PATH = "/mqtt";
const HEAD_MAX = 2_048;

/** The broker's end of a WebSocket (RFC 6455): frames on the link, MQTT within. What our client does against it is a violation. */
export class WebSocketEnd implements Service, Line {
	readonly #world: World;
	readonly #link: Link;
	readonly #session: Session;
	#rest: Uint8Array = new Uint8Array(0);
	#open = false;
	#closing = false;

	constructor(world: World, link: Link, make: (line: Line) => Session) {
		this.#world = world;
		this.#link = link;
		this.#session = make(this);
	}

	get session(): Session {
		return this.#session;
	}

	get held(): boolean {
		return this.#link.held;
	}

	get hole(): boolean {
		return this.#link.hole;
	}

	send(bytes: Uint8Array): void {
		this.#frame(BINARY, bytes);
	}

	finish(): void {
		if (this.#open && !this.#closing) this.#frame(CLOSE, Uint8Array.of(3, 232));
		this.#closing = true;
		this.#link.finish();
	}

	reset(): void {
		this.#closing = true;
		this.#link.reset();
	}

	ended(): void {
		this.#session.ended();
	}

	arrived(bytes: Uint8Array): void {
		if (this.#closing) return;
		const all = new Uint8Array(this.#rest.length + bytes.length);
		all.set(this.#rest);
		all.set(bytes, this.#rest.length);
		let at = 0;
		for (let next = -1; next !== at && !this.#closing; ) {
			next = at;
			at = this.#open ? this.#take(all, at) : this.#greet(all, at);
		}
		this.#rest = all.slice(at);
	}

	/** The opening handshake; returns where what follows begins. */
	#greet(bytes: Uint8Array, at: number): number {
		const text = ascii(bytes, at, bytes.length);
		const end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			if (text.length > HEAD_MAX) this.#wrong("a request without an end");
			return at;
		}
		const lines = text.slice(0, end).split("\r\n");
		const key = lines.find((line) => line.startsWith("Sec-WebSocket-Key: "))?.slice(19) ?? "";
		if (lines[0] !== `GET ${PATH} HTTP/1.1` || key.length !== 24) this.#wrong(`4.1: the request ${lines[0]}`);
		else {
			const answer = [
				"HTTP/1.1 101 Switching Protocols",
				"Upgrade: websocket",
				"Connection: Upgrade",
				`Sec-WebSocket-Accept: ${acceptOf(key)}`,
				"Sec-WebSocket-Protocol: mqtt",
			];
			this.#open = true;
			this.#link.send(Uint8Array.from(`${answer.join("\r\n")}\r\n\r\n`, (character) => character.charCodeAt(0)));
		}
		return at + end + 4;
	}

	/** One frame, if all of it is there; returns where the next one begins. */
	#take(bytes: Uint8Array, at: number): number {
		if (bytes.length < at + 6) return at;
		const opcode = bytes[at] & 0x0f;
		if ((bytes[at + 1] & 0x80) === 0) return this.#wrong("5.1: a frame without a mask", bytes.length);
		const short = bytes[at + 1] & 0x7f;
		if (short > LONG) return this.#wrong("a frame of more than 64 KB", bytes.length);
		const mask = short === LONG ? at + 4 : at + 2;
		const length = short === LONG ? (bytes[at + 2] << 8) | bytes[at + 3] : short;
		const body = mask + 4;
		if (bytes.length < body + length) return at;
		const payload = new Uint8Array(length);
		for (let i = 0; i < length; i++) payload[i] = bytes[body + i] ^ bytes[mask + (i & 3)];
		this.#handle(opcode, payload);
		return body + length;
	}

	#handle(opcode: number, payload: Uint8Array): void {
		if (opcode === BINARY || opcode === CONTINUATION) this.#session.arrived(payload);
		else if (opcode === PING) this.#frame(PONG, payload);
		else if (opcode === CLOSE) this.finish();
		else if (opcode !== PONG) this.#wrong(`MQTT-6.0.0-1: a frame with opcode ${opcode}`);
	}

	#frame(opcode: number, bytes: Uint8Array): void {
		const { length } = bytes;
		const head = length < LONG ? 2 : 4;
		const frame = new Uint8Array(head + length);
		frame[0] = 0x80 | opcode;
		frame[1] = Math.min(length, LONG);
		if (head === 4) {
			frame[2] = length >> 8;
			frame[3] = length;
		}
		frame.set(bytes, head);
		this.#link.send(frame);
	}

	#wrong(text: string, next = 0): number {
		this.#world.violation("MQTT", `WebSocket ${text}`);
		this.reset();
		return next;
	}
}
