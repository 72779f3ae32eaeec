import type { Clock } from "core/clock";
import type { PulseCounter, PulseCounterClass, PulseCounterOptions } from "sensors/pulses";

/** What a sample sooner behind the last one would make of a single pulse is nonsense, in ms; the shortest interval is twice as long. */
const SPAN_LEAST_MS = 500;

/** The pulses of one counter between samples. None is lost: those that a sample does not take are the next one's. */
export class PulseTally {
	private readonly clock: Clock;
	private counter: PulseCounter | undefined;
	private count: number;
	private at: number;
	/** Pulses that the last `take` took. */
	pulses = 0;
	/** Milliseconds in which they came. */
	spanMs = 0;
	/** Pulses taken since it was made. */
	total = 0;

	/** Opens the counter; what its class throws passes through. */
	constructor(clock: Clock, io: PulseCounterClass, options: PulseCounterOptions) {
		this.clock = clock;
		const counter = new io(options);
		this.counter = counter;
		this.count = counter.count();
		this.at = clock.ticks;
	}

	get isOpen(): boolean {
		return this.counter !== undefined;
	}

	/** Takes what has come since the last time. False, with nothing taken: that was less than half a second ago. */
	take(): boolean {
		const counter = this.counter;
		const now = this.clock.ticks;
		if (!counter || now - this.at < SPAN_LEAST_MS) return false;
		const count = counter.count();
		this.pulses = (count - this.count) >>> 0; // it wraps
		this.spanMs = now - this.at;
		this.total += this.pulses;
		this.count = count;
		this.at = now;
		return true;
	}

	close(): void {
		const counter = this.counter;
		this.counter = undefined;
		counter?.close();
	}
}
