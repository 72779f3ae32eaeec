import { Failure } from "core/result";
import type { Socket, SocketCallbacks } from "net/socket";
import { type Core, TlsPhase } from "net/tls/core";

/** A core in a test's hands: ciphertext is plaintext, and the test says when the server is verified. */
export class FakeCore implements Core {
	phase = TlsPhase.Handshake;
	reason = Failure.None;
	detail = 0;
	resumed = false;
	/** What open answers. */
	refuses = Failure.None;
	/** What save writes. */
	session: Uint8Array = new Uint8Array(0);
	/** Called with each ciphertext byte that is taken. */
	onByte: (byte: number) => void = () => undefined;
	opened:
		| {
				host: string;
				roots: Uint8Array | undefined;
				now: number;
				session: Uint8Array | undefined;
				/** Copies: the stream's owner wipes the key. */
				certificate: Uint8Array | undefined;
				key: Uint8Array | undefined;
		  }
		| undefined;
	closed = 0;
	shutdowns = 0;
	readonly out: number[] = [];
	readonly plain: number[] = [];

	open(
		host: string,
		roots: Uint8Array | undefined,
		now: number,
		session: Uint8Array | undefined,
		certificate: Uint8Array | undefined,
		key: Uint8Array | undefined,
	): Failure {
		this.opened = { host, roots, now, session, certificate: certificate?.slice(), key: key?.slice() };
		this.out.push(0x16);
		return this.refuses;
	}

	close(): void {
		this.closed++;
	}

	shut(): void {
		this.shutdowns++;
		this.out.push(0x15);
	}

	receive(buffer: Uint8Array, from: number, to: number): number {
		let at = from;
		while (at < to && this.plain.length === 0) this.onByte(buffer[at++]);
		return at - from;
	}

	send(buffer: Uint8Array, most: number): number {
		const bytes = this.out.splice(0, Math.min(most, buffer.length));
		buffer.set(bytes);
		return bytes.length;
	}

	read(buffer: Uint8Array): number {
		const bytes = this.plain.splice(0, buffer.length);
		buffer.set(bytes);
		return bytes.length;
	}

	write(buffer: Uint8Array, from: number, to: number): boolean {
		if (to - from > this.writable) return false;
		this.out.push(...buffer.subarray(from, to));
		return true;
	}

	save(buffer: Uint8Array): number {
		buffer.set(this.session);
		return this.session.length;
	}

	end(reason: Failure): void {
		this.phase = TlsPhase.Ended;
		this.reason = reason;
		this.out.push(0x15);
	}

	get hasSession(): boolean {
		return this.session.length > 0;
	}

	get pending(): number {
		return this.out.length;
	}

	get readable(): number {
		return this.plain.length;
	}

	get writable(): number {
		return this.phase === TlsPhase.Open ? 1_984 - this.out.length : 0;
	}
}

/** A TCP socket in a test's hands. */
export class FakeTcp implements Socket {
	static last: FakeTcp;
	readonly callbacks: SocketCallbacks;
	readonly writes: number[][] = [];
	closed = 0;
	room = 0;
	#waiting: number[] = [];

	constructor(options: SocketCallbacks & { readonly fail?: boolean }) {
		if (options.fail) throw new Error("no socket");
		this.callbacks = options;
		FakeTcp.last = this;
	}

	/** The network has room for `count` bytes. */
	writable(count: number): void {
		this.room = count;
		this.callbacks.onWritable(count);
	}

	/** Bytes arrive. */
	arrive(...bytes: number[]): void {
		this.#waiting.push(...bytes);
		this.callbacks.onReadable(this.#waiting.length);
	}

	read(target: Uint8Array): number {
		if (target.length > this.#waiting.length) throw new Error("invalid");
		target.set(this.#waiting.splice(0, target.length));
		return target.length;
	}

	write(bytes: Uint8Array): number | undefined {
		if (bytes.length > this.room) throw new Error("would block");
		this.room -= bytes.length;
		this.writes.push([...bytes]);
		return this.room;
	}

	close(): void {
		this.closed++;
	}
}
