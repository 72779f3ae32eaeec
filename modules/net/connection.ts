import { literalAddress } from "core/address";
import { Guard } from "core/guard";
import type { IoOwner } from "core/guarded-io";
import { Failure, Outcome } from "core/result";
import type { Transport, TransportCallbacks } from "mqtt/transport";
import type { NetworkOptions, SecureSocket, Socket } from "net/socket";
import { TlsFailure } from "net/tls-failure";
import Timer from "timer";

/** Opens the native socket to `address`, guarded (core/guarded-io); called once, and not again when it throws. */
export type Opener<S extends Socket | SecureSocket> = (address: string, guard: Guard<IoOwner>) => S;

/**
 * One network connection over an ECMA-419 socket: the part that TCP and TLS share.
 *
 * Native callbacks run under a guard, native exceptions end here, and each way out leads through `fail`: the socket is
 * closed at once, and the owner hears of it once, from a timer, so never from inside one of its own calls.
 */
export abstract class Connection<S extends Socket | SecureSocket> implements Transport, IoOwner {
	/** The owner's, for its callbacks. */
	readonly target: unknown;
	private readonly _onWritable: TransportCallbacks["onWritable"];
	private readonly _onReadable: TransportCallbacks["onReadable"];
	private readonly _onClose: TransportCallbacks["onClose"];
	private readonly guard: Guard<Connection<S>> = new Guard<Connection<S>>(this.fault, this);
	protected socket: S | undefined;
	private _detail = 0;
	private readable = 0;
	private reading = false;
	private verified = false;
	private over = false;
	private report: Timer | undefined;

	/** Starts to open at once. Throws RangeError for a host or port that cannot be. */
	constructor(options: NetworkOptions, open: Opener<S>) {
		const { host, port } = options;
		if (host.length === 0) throw new RangeError("host is empty");
		if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError("port is not 1 to 65535");
		this.target = options.target; // and its callbacks alone: options and opener are not needed once the socket is open
		this._onWritable = options.onWritable;
		this._onReadable = options.onReadable;
		this._onClose = options.onClose;
		const address = literalAddress(host);
		if (address !== undefined) this.connect(address, open);
		else this.resolve(options, open);
	}

	/** As Transport wants it: what the socket has said of its end. */
	get detail(): number {
		return this._detail;
	}

	/** As Transport wants it. */
	get overhead(): number {
		return 0;
	}

	/** The socket fills what it has of a buffer, where the SDK's TCP throws when that is less than all of it. */
	protected get fillsPart(): boolean {
		return false;
	}

	write(buffer: Uint8Array, from: number, to: number): Outcome {
		let room: number | undefined;
		try {
			room = this.socket && this.send(this.socket, buffer, from, to);
		} catch {
			room = undefined; // the SDK throws where there is no room, and says undefined where the connection is gone
		}
		if (room !== undefined) return Outcome.Sent;
		this.fail(Failure.Closed);
		return Outcome.Failed;
	}

	read(target: Uint8Array): number {
		try {
			if (this.readable === 0) this.pull();
			const wanted = Math.min(target.length, this.readable);
			if (wanted === 0 || this.socket === undefined) return 0;
			const whole = this.fillsPart || wanted === target.length;
			const count = this.socket.read(whole ? target : target.subarray(0, wanted)) ?? 0;
			this.readable -= count;
			return count;
		} catch {
			this.fail(Failure.Internal);
			return 0;
		}
	}

	close(): void {
		this.over = true;
		Timer.clear(this.report);
		this.report = undefined;
		this.release();
	}

	/** Ends the connection and reports it, unless it is over already. May be called from anywhere. */
	fail(failure: Failure): void {
		if (this.over) return;
		this.over = true;
		this.release();
		// A guard of its own, since the other may have tripped. What an owner's onClose throws has nobody left to go to.
		const last = new Guard(() => this.release());
		this.report = Timer.set(
			last.wrap(() => {
				this.report = undefined;
				this._onClose(failure);
			}),
		);
	}

	/** Writes buffer[from..to) in one go; the room that is left, undefined when the connection is gone. May throw. */
	protected abstract send(socket: S, buffer: Uint8Array, from: number, to: number): number | undefined;

	/** Lets the socket bring up bytes it has but has not announced; called by `read` when it has none. For TLS records. */
	protected more(): void {}

	private pull(): void {
		this.reading = true;
		this.more();
		this.reading = false;
	}

	private resolve({ host, resolver }: NetworkOptions, open: Opener<S>): void {
		const answer = this.guard.wrap1((address: string | undefined) => {
			if (this.over || this.socket !== undefined) return;
			if (address === undefined) this.fail(Failure.Resolve);
			else this.connect(address, open);
		});
		try {
			resolver.resolve(host, answer);
		} catch {
			this.fail(Failure.Resolve);
		}
	}

	private connect(address: string, open: Opener<S>): void {
		try {
			this.socket = open(address, this.guard);
		} catch (error) {
			this.fail(error instanceof TlsFailure ? error.failure : Failure.Unreachable);
		}
		if (this.over) this.release();
	}

	/** From the socket. On Linux the SDK still calls back one that was closed in the callback before, hence the checks. */
	onReadable(count: number): void {
		if (this.over) return;
		this.readable = count;
		if (!this.reading) this._onReadable();
	}

	/** From the socket. */
	onWritable(count: number): void {
		if (this.over) return;
		this.verified = true;
		this._onWritable(count);
	}

	/** From the socket. */
	onError(failure: unknown): void {
		if (typeof failure === "number") this.fail(failure);
		else this.fail(this.verified ? Failure.Closed : Failure.Unreachable);
	}

	private fault(): void {
		this.fail(Failure.Internal);
	}

	private release(): void {
		const socket = this.socket;
		this.socket = undefined;
		this.readable = 0;
		if (!socket) return;
		this._detail = socket.detail ?? 0;
		socket.close();
	}
}
