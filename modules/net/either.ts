import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import { Failure, Outcome } from "core/result";
import type { Transport, TransportCallbacks, TransportOptions } from "mqtt/transport";

/** How long the first way may take to open: under half of what the client waits for both. */
export const WAY_MS = 18_000;
/** The first byte of what an MQTT broker says (MQTT 3.1.1 §3.2). */
const CONNACK = 0x20;

/** Which of several ways to a broker is tried first: the one that worked last. Outlives the connections. */
export interface WayMemory {
	/** Index of the way. */
	first: number;
}

/** What a choice between two ways is made with. */
export interface EitherOptions extends TransportCallbacks {
	/** Two ways to the same broker. */
	readonly ways: readonly [TransportOptions, TransportOptions];
	readonly memory: WayMemory;
	readonly clock: Clock;
	/** The other way is tried now: it goes to `port`. */
	readonly onOther?: (port: number) => void;
}

/**
 * Two ways to one broker that look like one transport: what worked last is tried first, and when that does not open, the other one at once,
 * so that a round of both is one attempt. A way works when the broker answers CONNECT on it, with any return code: one that opened but brought no
 * CONNACK is tried second in the next round (another server may be at that port).
 */
export class EitherTransport implements Transport {
	private readonly options: EitherOptions;
	private readonly guard = new Guard<EitherTransport>(this.fault, this);
	private way: number;
	private io: Transport;
	private readonly deadline: Alarm;
	private opened = false;
	/** CONNECT was written, and nothing has come yet: the way is in doubt. */
	private doubtful = false;
	/** How the first way failed; None while it did not. */
	private failure = Failure.None;
	private failureDetail = 0;
	private _detail: number | undefined;
	/** Nothing has come yet. */
	private unproved = true;

	/** Starts to open at once. Throws what the transports throw. */
	constructor(options: EitherOptions) {
		this.options = options;
		this.way = options.memory.first;
		this.io = this.open();
		this.deadline = options.clock.alarm(this.late, this.guard);
		this.deadline.set(WAY_MS);
	}

	get overhead(): number {
		return this.io.overhead;
	}

	get detail(): number {
		return this._detail ?? this.io.detail ?? 0;
	}

	write(buffer: Uint8Array, from: number, to: number): Outcome {
		const outcome = this.io.write(buffer, from, to);
		if (this.unproved && outcome === Outcome.Sent) this.doubtful = true;
		return outcome;
	}

	read(target: Uint8Array): number {
		const count = this.io.read(target);
		if (count > 0 && this.unproved) {
			this.unproved = false;
			this.doubtful = target[0] !== CONNACK;
		}
		return count;
	}

	close(): void {
		this.settle();
		this.io.close();
	}

	private open(): Transport {
		const { ways, target, onReadable } = this.options;
		const way = ways[this.way];
		const Io = way.io as new (options: object) => Transport;
		return new Io({
			...way,
			target,
			onWritable: (count: number) => this.onWritable(count),
			onReadable,
			onClose: (failure: Failure) => this.onClose(failure),
		});
	}

	private onWritable(count: number): void {
		if (!this.opened) {
			this.opened = true;
			this.deadline.clear();
			this.options.memory.first = this.way;
		}
		this.options.onWritable(count);
	}

	private onClose(failure: Failure): void {
		if (!this.opened) return this.missed(failure, this.io.detail ?? 0);
		this.settle();
		this.options.onClose(failure);
	}

	private late(): void {
		this.missed(Failure.OpenTimeout, 0);
	}

	private fault(): void {
		this.missed(Failure.Internal, 0);
	}

	/** This way did not open. A name without an address has none for the other way either. */
	private missed(failure: Failure, detail: number): void {
		const { ways, onOther } = this.options;
		const isSecond = this.failure !== Failure.None;
		this.deadline.clear();
		if (isSecond || failure === Failure.Resolve || failure === Failure.Internal) {
			const first = isSecond && (isVague(failure) || !isVague(this.failure));
			this._detail = first ? this.failureDetail : detail;
			this.io.close();
			return this.options.onClose(first ? this.failure : failure);
		}
		this.failure = failure;
		this.failureDetail = detail;
		this.io.close();
		this.way = 1 - this.way;
		onOther?.(ways[this.way].port);
		this.io = this.open();
	}

	private settle(): void {
		this.deadline.clear();
		if (this.doubtful) this.options.memory.first = 1 - this.way;
	}
}

/** Says only that nobody was there: of two failures the other one tells more. */
function isVague(failure: Failure): boolean {
	return failure === Failure.Unreachable || failure === Failure.OpenTimeout || failure === Failure.Closed;
}
