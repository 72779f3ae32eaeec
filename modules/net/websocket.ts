import { Failure, Outcome } from "core/result";
import type { Transport, TransportCallbacks } from "mqtt/transport";
import { CloseCode, CONTROL_MAX, FRAME_HEADER_MAX, FrameReader, Frames, Opcode, writeFrame } from "net/ws-frame";
import { acceptOf, makeKey, Upgrade, UpgradeReader, upgradeRequest } from "net/ws-handshake";

/** A network connection that a WebSocket stands on: TcpTransport or TlsTransport. */
export interface Lower extends Transport {
	/** Ends the connection and reports it by onClose, later, unless it is over already. */
	fail(failure: Failure): void;
}

/** What a WebSocket is made with. */
export interface WebSocketOptions extends TransportCallbacks {
	readonly host: string;
	readonly port: number;
	/** The port that goes without saying: 80, or with TLS 443. */
	readonly usualPort: number;
	/** Printable ASCII, begins with a slash. */
	readonly path: string;
	/** Numbers in [0, 1), hard to guess: masking keys are made of them. */
	readonly random: () => number;
	/** Class and options of the connection below; host and port are in them once more. */
	readonly below: { readonly io: new (options: never) => Lower };
}

const enum Phase {
	/** The connection below opens. */
	Opening = 0,
	/** The request is sent, the answer is due. */
	Upgrading = 1,
	Open = 2,
	Over = 3,
}

/** The longest control frame of ours. */
const CONTROL_FRAME_MAX = FRAME_HEADER_MAX + CONTROL_MAX;
/** The send buffer grows in steps of so many bytes, until the longest packet fits. */
const FRAME_STEP = 256;
/** What is read of the server's answer at once. */
const ANSWER_PART = 128;
const NO_BYTES = Uint8Array.of();

/**
 * MQTT over a WebSocket (RFC 6455, MQTT 3.1.1 §6), on top of a connection over TCP or TLS, whose guards, deadlines, verification and failures
 * are the WebSocket's too. A packet is one binary frame in one write. The first onWritable means that the upgrade is done.
 *
 * The SDK's own client (examples/io/tcp/websocketclient) is not used: it checks neither the accept key nor the subprotocol nor the length of control
 * frames, takes masked frames, keeps a line of any length, makes a buffer for each frame, reads single bytes, which our TLS socket does not give,
 * looks names up by itself, loses TLS's reason, and what its socket throws leaves its callbacks, which aborts the XS machine.
 */
export class WebSocketTransport implements Transport {
	readonly overhead: number;
	private readonly options: WebSocketOptions;
	private readonly lower: Lower;
	private readonly reader = new FrameReader();
	private readonly control = new Uint8Array(CONTROL_FRAME_MAX);
	private phase: Phase = Phase.Opening;
	private upgrade: UpgradeReader | undefined;
	/** What was read behind the server's answer: early[earlyAt..earlyEnd). */
	private early = NO_BYTES;
	private earlyAt = 0;
	private earlyEnd = 0;
	private frame = NO_BYTES;
	/** What the connection below has room for. */
	private room = 0;
	/** What the owner still believes that it may write. A pong must not take it away. */
	private promised = 0;
	/** Length of a pong in `control` that waits for room; 0: none. */
	private pong = 0;
	private _detail = 0;

	/** Starts to open at once. Throws what the connection below throws. */
	constructor(options: WebSocketOptions) {
		const { below } = options;
		this.options = options;
		const Io = below.io as new (options: object) => Lower;
		this.lower = new Io({
			...below,
			onWritable: (count: number) => this.onWritable(count),
			onReadable: () => this.onReadable(),
			onClose: (failure: Failure) => this.onClose(failure),
		});
		this.overhead = this.lower.overhead + FRAME_HEADER_MAX;
	}

	/** HTTP's status, or the close code, or what the connection below says. */
	get detail(): number {
		return this._detail === 0 ? (this.lower.detail ?? 0) : this._detail;
	}

	write(buffer: Uint8Array, from: number, to: number): Outcome {
		if (this.phase !== Phase.Open) return Outcome.Failed;
		const needed = to - from + FRAME_HEADER_MAX;
		if (needed > this.frame.length) this.frame = new Uint8Array(Math.ceil(needed / FRAME_STEP) * FRAME_STEP);
		const end = writeFrame(this.frame, Opcode.Binary, buffer, from, to, this.options.random);
		if (end < 0) {
			this.end(Failure.Internal);
			return Outcome.Failed;
		}
		this.promised -= to - from + this.overhead;
		this.room -= end + this.lower.overhead;
		const outcome = this.lower.write(this.frame, 0, end);
		this.frame.fill(0, 0, end); // CONNECT's password does not stay in memory that later packets are built in
		return outcome;
	}

	read(target: Uint8Array): number {
		let payload = 0;
		while (payload === 0 && this.phase === Phase.Open) {
			const count = this.take(target);
			if (count === 0) return 0;
			payload = this.unwrap(target, count);
		}
		return payload;
	}

	/** Says goodbye (1000) if there is room, and does not wait for the server's: MQTT's DISCONNECT has said it all. */
	close(): void {
		if (this.phase === Phase.Open) this.sayClose(CloseCode.Normal);
		this.phase = Phase.Over;
		this.lower.close();
	}

	private onWritable(count: number): void {
		this.room = count;
		if (this.phase === Phase.Opening) this.request();
		else if (this.phase === Phase.Open) {
			if (this.pong > 0) this.sendPong();
			this.tellRoom();
		}
	}

	/** A control frame's room is held back, so that a ping is answered even when the owner has filled what it was told of. */
	private tellRoom(): void {
		this.promised = Math.max(0, this.room - CONTROL_FRAME_MAX - this.lower.overhead);
		this.options.onWritable(this.promised);
	}

	private request(): void {
		const key = makeKey(this.options.random);
		const request = upgradeRequest({ ...this.options, key });
		const needed = request.length + this.lower.overhead;
		if (needed > this.room) return; // it will say so when it has more
		this.phase = Phase.Upgrading;
		this.upgrade = new UpgradeReader(acceptOf(key));
		this.early = new Uint8Array(ANSWER_PART);
		this.room -= needed;
		this.lower.write(request, 0, request.length);
	}

	private onReadable(): void {
		if (this.phase === Phase.Upgrading) this.readAnswer();
		else if (this.phase === Phase.Open) this.options.onReadable();
	}

	private readAnswer(): void {
		const upgrade = this.upgrade;
		const early = this.early;
		if (!upgrade) return;
		for (let count = this.lower.read(early); count > 0; count = this.lower.read(early)) {
			for (let i = 0; i < count; i++) {
				const verdict = upgrade.take(early[i]);
				if (verdict === Upgrade.More) continue;
				this.upgrade = undefined;
				if (verdict === Upgrade.Failed) return this.refused(upgrade);
				this.earlyAt = i + 1;
				this.earlyEnd = count;
				return this.opened();
			}
		}
	}

	private refused({ failure, status }: UpgradeReader): void {
		if (failure === Failure.HttpStatus) this._detail = status;
		this.end(failure);
	}

	private opened(): void {
		this.phase = Phase.Open;
		this.tellRoom();
		// The connection below tells only of bytes that arrive later.
		if (this.phase === Phase.Open) this.options.onReadable();
	}

	/** Bytes as they came: what was read behind the server's answer first. */
	private take(target: Uint8Array): number {
		const early = this.earlyEnd - this.earlyAt;
		if (early === 0) {
			this.early = NO_BYTES;
			return this.lower.read(target);
		}
		const count = Math.min(early, target.length);
		for (let i = 0; i < count; i++) target[i] = this.early[this.earlyAt++];
		return count;
	}

	/** Frames in target[0..count) become their payload, whose length is returned. */
	private unwrap(target: Uint8Array, count: number): number {
		const reader = this.reader;
		let end = 0;
		for (let at = 0; at < count; at = reader.at) {
			const verdict = reader.take(target, at, count, end);
			end = reader.end;
			if (verdict === Frames.Ping) this.answerPing();
			else if (verdict !== Frames.More) {
				this.over(verdict);
				break;
			}
		}
		return end;
	}

	/** A newer ping takes the place of one that was not answered yet (RFC 6455 §5.5.3). */
	private answerPing(): void {
		const { control, controlLength } = this.reader;
		this.pong = writeFrame(this.control, Opcode.Pong, control, 0, controlLength, this.options.random);
		this.sendPong();
	}

	private sendPong(): void {
		const needed = this.pong + this.lower.overhead;
		if (this.room - needed < this.promised) return;
		this.room -= needed;
		this.lower.write(this.control, 0, this.pong);
		this.pong = 0;
	}

	/** The server has closed, and gets its code back (RFC 6455 §5.5.1), or broke the protocol, and is told so. */
	private over(verdict: Frames): void {
		const { code } = this.reader;
		this.sayClose(code);
		this._detail = code;
		this.end(verdict === Frames.Close ? Failure.Closed : Failure.WebSocket);
	}

	private sayClose(code: number): void {
		const payload = code === CloseCode.None ? NO_BYTES : Uint8Array.of(code >> 8, code);
		const end = writeFrame(this.control, Opcode.Close, payload, 0, payload.length, this.options.random);
		if (end + this.lower.overhead <= this.room) this.lower.write(this.control, 0, end);
	}

	private end(failure: Failure): void {
		this.phase = Phase.Over;
		this.lower.fail(failure);
	}

	private onClose(failure: Failure): void {
		this.phase = Phase.Over;
		this.options.onClose(failure);
	}
}
