import { Guard } from "core/guard";
import { GUARDED, type IoOwner } from "core/guarded-io";
import { Failure } from "core/result";
import { Views } from "core/views";
import type { SecureSocket, Socket, SocketCallbacks, SocketOptions } from "net/socket";
import { type Core, TlsPhase, TlsSize } from "net/tls/core";
import type { TlsSession } from "net/tls/session";
import { TlsFailure } from "net/tls-failure";

/** A client certificate with its private key. The socket's constructor has no further use for it: the key can be wiped behind it. */
export interface Identity {
	/** DER: the client's own certificate, then its authorities. */
	readonly certificates: readonly Uint8Array[];
	/** DER (PKCS #8, PKCS #1 or SEC 1). A secret. */
	readonly key: Uint8Array;
}

/** The options of a TLS socket. */
export interface TlsSocketOptions extends SocketCallbacks {
	/** Whom the server must prove to be. */
	readonly host: string;
	/** Its IPv4 address. */
	readonly address: string;
	readonly port: number;
	/** Trusted roots in DER; none: the built-in ones. */
	readonly roots: readonly Uint8Array[];
	/** The client certificate for a server that asks for one. */
	readonly identity?: Identity;
	/** The TCP socket class. */
	readonly socket: SocketOptions;
	/** Where the session is kept from one connection to the next. */
	readonly session?: TlsSession;
	/** Seconds since 1970, by which certificates are dated. */
	readonly now: number;
}

/** Ciphertext that is read from TCP at once: many times the record of a PINGRESP, and a handshake comes in some dozens of parts. */
const IN_SIZE = 128;
/** The buffer for TCP grows in steps of so many bytes, until the longest record of ours fits (TLS_OUT_SIZE in tls-core.h). */
const OUT_STEP = 256;

/**
 * A TLS socket over a TCP socket: moves bytes between TCP and the TLS core, which decides everything. The first onWritable comes
 * when the server is verified. A packet is one record, and leaves in one write to TCP, since only so much is called writable.
 */
export class TlsStream implements SecureSocket, IoOwner {
	/** The owner's, for its callbacks. */
	readonly target: unknown;
	private readonly _onReadable: SocketCallbacks["onReadable"];
	private readonly _onWritable: SocketCallbacks["onWritable"];
	private readonly _onError: SocketCallbacks["onError"];
	private readonly _session: TlsSession | undefined;
	private readonly core: Core;
	private readonly guard: Guard<TlsStream> = new Guard<TlsStream>(this.fault, this);
	private readonly tcp: Socket;
	private readonly in = new Uint8Array(IN_SIZE);
	private out = new Uint8Array(OUT_STEP);
	/** The part of it that was read last: PINGRESPs, which come most, are all of one length. */
	private part = this.in;
	/** Records of ours have the same few lengths again and again. */
	private outs = new Views();
	private _detail = 0;
	private from = 0;
	private to = 0;
	/** Bytes that TCP has, and that it takes. */
	private readable = 0;
	private room = 0;
	private connected = false;
	private verified = false;
	private saved = false;
	private over = false;

	/** Throws TlsFailure when TLS cannot begin (no memory, roots that are none, a client certificate that is unusable), and what the TCP class throws. */
	constructor(core: Core, options: TlsSocketOptions) {
		const { socket, address, port, session } = options;
		this.target = options.target;
		this._onReadable = options.onReadable;
		this._onWritable = options.onWritable;
		this._onError = options.onError;
		this._session = session;
		this.core = core;
		const failure = open(core, options);
		if (failure !== Failure.None) throw new TlsFailure(failure, "TLS cannot begin");
		const Io = socket.io as new (options: object) => Socket;
		try {
			this.tcp = new Io({ nodelay: true, ...socket, address, port, target: this.guard, ...GUARDED });
		} catch (error) {
			core.close();
			throw error;
		}
	}

	/** Behind onError: the core's number for a log, or 0. */
	get detail(): number {
		return this._detail;
	}

	/** Fills what there is of `target`; the number of bytes. More may come by `pump`. */
	read(target: Uint8Array): number {
		return this.core.read(target);
	}

	/** Takes all of buffer[from..to), in one record and one write, or throws. Returns the room that is left. */
	write(buffer: Uint8Array, from: number, to: number): number {
		if (to - from > this.writable || !this.core.write(buffer, from, to)) throw new RangeError("TLS: no room");
		this.flush();
		return this.writable;
	}

	close(): void {
		if (this.over) return;
		this.over = true;
		this.guard.run(this.goodbye);
		this.release();
	}

	/** Takes the next record, if it has arrived, and announces its plaintext by onReadable. */
	pump(): void {
		for (let moved = true; moved && !this.over && this.core.readable === 0; ) {
			this.fill();
			const taken = this.core.receive(this.in, this.from, this.to);
			this.from += taken;
			this.flush();
			moved = taken > 0;
		}
		this.announce();
	}

	/** Longest packet that leaves in one write now. */
	private get writable(): number {
		if (this.over) return 0;
		return Math.max(0, Math.min(this.core.writable, this.room - TlsSize.Overhead - this.core.pending));
	}

	/** From TCP. */
	onReadable(count: number): void {
		this.readable = count;
		this.pump();
	}

	/** From TCP. */
	onWritable(count: number): void {
		if (this.over) return;
		this.connected = true;
		this.room = count;
		const told = this.verified;
		this.flush();
		this.pump();
		if (told && !this.over) this._onWritable(this.writable);
	}

	/** From TCP. */
	onError(reason: unknown): void {
		if (typeof reason === "number") this.fail(reason);
		else this.fail(this.connected ? Failure.Closed : Failure.Unreachable);
	}

	/** Reads ciphertext from TCP, if all of the last was taken. */
	private fill(): void {
		if (this.from < this.to || this.readable === 0) return;
		const count = Math.min(this.in.length, this.readable);
		this.readable -= count;
		this.from = 0;
		this.to = 0;
		if (this.part.length !== count) this.part = this.in.subarray(0, count);
		this.tcp.read(this.part);
		this.to = count;
	}

	/** Hands TCP what the core has for the server, as far as it has room. */
	private flush(): void {
		while (this.room > 0 && this.core.pending > 0) {
			if (this.core.pending > this.out.length) this.grow(this.core.pending);
			const count = this.core.send(this.out, this.room);
			const room = this.tcp.write(this.outs.of(this.out, 0, count));
			if (room === undefined) {
				this.fail(Failure.Closed);
				return;
			}
			this.room = room;
		}
	}

	/** Room for `length` bytes that leave in one write. */
	private grow(length: number): void {
		this.out = new Uint8Array(Math.ceil(length / OUT_STEP) * OUT_STEP);
		this.outs = new Views(); // each of the old ones would keep the old buffer
	}

	/** Tells the owner what has come of the records that were taken. */
	private announce(): void {
		if (this.over) return;
		const { phase } = this.core;
		if (phase === TlsPhase.Ended) {
			if (!this.verified) this._session?.forget();
			this._detail = this.core.detail;
			this.fail(this.core.reason);
			return;
		}
		if (phase !== TlsPhase.Open) return;
		if (this._session && !this.saved && this.core.hasSession) {
			this.saved = true; // once: what cannot be kept will not be at the next record either
			this._session.keep(this.core);
		}
		if (!this.verified && this.writable > 0) {
			this.verified = true;
			this._onWritable(this.writable);
		}
		// Its owner may have closed it just now.
		const readable = this.over ? 0 : this.core.readable;
		if (readable > 0) this._onReadable(readable);
	}

	private fail(failure: Failure): void {
		if (this.over) return;
		this.over = true;
		this.release();
		this._onError(failure);
	}

	private goodbye(): void {
		this.core.shut();
		if (this.connected) this.flush();
	}

	private fault(): void {
		this.fail(Failure.Internal);
	}

	private release(): void {
		this.tcp.close();
		this.core.close();
	}
}

function open(core: Core, { host, roots, now, session, identity }: TlsSocketOptions): Failure {
	const trusted = roots.length > 0 ? join(roots) : undefined;
	const certificate = identity ? join(identity.certificates) : undefined;
	return core.open(host, trusted, now, session?.bytes, certificate, identity?.key);
}

/** Bytes one behind the other. */
function join(parts: readonly Uint8Array[]): Uint8Array {
	let length = 0;
	for (let i = 0; i < parts.length; i++) length += parts[i].length;
	const whole = new Uint8Array(length);
	for (let i = 0, at = 0; i < parts.length; at += parts[i++].length) whole.set(parts[i], at);
	return whole;
}
