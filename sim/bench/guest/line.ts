import { Failure } from "core/result";
import type { Socket, SocketCallbacks } from "net/socket";
import { type Core, TlsPhase } from "net/tls/core";
import type { Probe } from "./probe";

/**
 * What a TLS 1.2 record of an AES-GCM suite adds to its packet: a header of 5 bytes (RFC 5246 §6.2.1), an explicit nonce of 8 (RFC 5288 §3) and a
 * tag of 16 (RFC 5116 §5.1). TLS 1.3 adds 22 (RFC 8446 §5.2), a ChaCha20 suite of 1.2 adds 21 (RFC 7905 §2).
 */
export const RECORD = 29;
/** Room that TCP tells of: lwIP's send buffer as the SDK's sdkconfig sets it (CONFIG_LWIP_TCP_SND_BUF_DEFAULT). */
const ROOM = 5_744;
const PLAIN_MAX = 1_984;

const CONNECT = 0x10;
const PINGREQ = 0xc0;
const CONNACK = Uint8Array.of(0x20, 2, 0, 0);
const PINGRESP = Uint8Array.of(0xd0, 0);

/** Counts what leaves and what comes back, and knows what the broker owes. One connection; nothing of it allocates. */
export class Line {
	/** Writes to TCP, and what was in them. */
	writes = 0;
	bytes = 0;
	/** Packets, which are records, and their bytes without TLS. */
	packets = 0;
	plain = 0;
	/** Of the broker. */
	answers = 0;
	answerBytes = 0;
	pings = 0;
	owed: Uint8Array | undefined;
	socket: BenchTcp | undefined;
	/** Paused while what is not the firmware's runs. */
	probe: Probe | undefined;

	/** Counts from here. */
	clear(): void {
		this.writes = this.bytes = this.packets = this.plain = this.answers = this.answerBytes = this.pings = 0;
	}

	/** The broker has read a packet. */
	take(type: number, length: number): void {
		this.packets++;
		this.plain += length;
		if (type === CONNECT) this.owed = CONNACK;
		if (type !== PINGREQ) return;
		this.owed = PINGRESP;
		this.pings++;
	}

	/** What the broker owes arrives, and TCP has room again. */
	answer(): void {
		const { socket } = this;
		if (!socket || socket.closed) return;
		if (this.owed) {
			this.answers++;
			this.answerBytes += this.owed.length + RECORD;
			socket.onReadable(this.owed.length + RECORD);
		}
		socket.onWritable(ROOM);
	}

	/** A socket has been made, and TCP is not there yet. */
	get fresh(): boolean {
		return this.socket !== undefined && !this.socket.opened;
	}

	/** TCP is there. */
	open(): void {
		if (this.socket) this.socket.opened = true;
		this.socket?.onWritable(ROOM);
	}
}

/** What a socket of the bench gets: its line, besides its own options. */
interface OnLine extends SocketCallbacks {
	readonly line: Line;
}

/** The board's TCP. Of its options it keeps what the SDK's does. */
export class BenchTcp implements Socket {
	readonly target: unknown;
	readonly onReadable: SocketCallbacks["onReadable"];
	readonly onWritable: SocketCallbacks["onWritable"];
	readonly #line: Line;
	closed = false;
	opened = false;

	constructor({ target, onReadable, onWritable, line }: OnLine) {
		this.target = target;
		this.onReadable = onReadable;
		this.onWritable = onWritable;
		this.#line = line;
		line.socket = this;
	}

	read(target: Uint8Array): number {
		return target.length;
	}

	write(bytes: Uint8Array): number {
		const line = this.#line;
		line.probe?.pause();
		line.writes++;
		line.bytes += bytes.length;
		line.probe?.resume();
		return ROOM;
	}

	close(): void {
		this.closed = true;
	}
}

/** The TLS core, which is C on a board: its handshake is over as soon as it begins, and what it encrypts is longer by RECORD. */
export class BenchCore implements Core {
	phase = TlsPhase.Open;
	pending = 0;
	readonly #line: Line;
	#plain: Uint8Array | undefined;

	constructor(line: Line) {
		this.#line = line;
	}

	get reason(): Failure {
		return Failure.None;
	}

	get detail(): number {
		return 0;
	}

	get resumed(): boolean {
		return false;
	}

	get hasSession(): boolean {
		return false;
	}

	get readable(): number {
		return this.#plain?.length ?? 0;
	}

	get writable(): number {
		return PLAIN_MAX;
	}

	open(): Failure {
		return Failure.None;
	}

	close(): void {
		this.phase = TlsPhase.Ended;
	}

	shut(): void {
		this.pending = 0;
	}

	/** A record has come: what the broker owed. */
	receive(_buffer: Uint8Array, from: number, to: number): number {
		if (to > from) {
			this.#plain = this.#line.owed;
			this.#line.owed = undefined;
		}
		return to - from;
	}

	send(_buffer: Uint8Array, most: number): number {
		const count = Math.min(most, this.pending);
		this.pending -= count;
		return count;
	}

	read(buffer: Uint8Array): number {
		const plain = this.#plain;
		this.#plain = undefined;
		if (!plain) return 0;
		buffer.set(plain);
		return plain.length;
	}

	write(buffer: Uint8Array, from: number, to: number): boolean {
		const { probe } = this.#line;
		probe?.pause();
		this.pending = to - from + RECORD;
		this.#line.take(buffer[from], to - from);
		probe?.resume();
		return true;
	}

	save(): number {
		return 0;
	}
}
