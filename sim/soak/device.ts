import type { Lot } from "./world/lot";

/** One fault of a run: drawn from the device's seed, or told on the command line. */
export interface Fault {
	readonly kind: string;
	/** When it begins, in milliseconds from the start of the run. */
	readonly at: number;
	/** How long it lasts, in milliseconds. */
	readonly ms: number;
	/** Of its own random numbers. */
	readonly seed: number;
}

/** What one device is asked to live through. The same request gives the same result, on every engine. */
export interface DeviceRequest {
	/** From 0 to 2^32 - 1. */
	readonly seed: number;
	readonly days: number;
	/** Undefined: drawn from the seed. */
	readonly faults?: readonly Fault[] | undefined;
	/** Of a plant; undefined: all is drawn from the seed. */
	readonly lot?: Lot | undefined;
	/** How many lines of the firmware's log are kept before the first violation; 0 or undefined for none. */
	readonly log?: number | undefined;
}

/** An invariant that did not hold. */
export interface Violation {
	/** The rule's name: C1, R1 (docs/soak.md). */
	readonly rule: string;
	readonly text: string;
	/** Day of the run, with a fraction. */
	readonly day: number;
}

/** What became of one device. */
export interface DeviceResult {
	readonly days: number;
	/** What the world delivered to the firmware: timers, bytes, answers. */
	readonly events: number;
	/** Readings taken; each is delivered, kept, evicted, thinned (went into an average), cut (in flight when the power failed), or lost. */
	readonly readings: number;
	readonly delivered: number;
	readonly kept: number;
	readonly evicted: number;
	readonly thinned: number;
	readonly cut: number;
	readonly lost: number;
	/** Updates that the broker saw again; each a re-send of the same row. */
	readonly duplicates: number;
	/** How often a rule was violated. */
	readonly violated: number;
	/** The first of them. */
	readonly violations: readonly Violation[];
	/** How often each kind of fault took effect. */
	readonly faults: Readonly<Record<string, number>>;
	/** Pairs of kinds that overlapped, as "a+b" with a before b. */
	readonly pairs: readonly string[];
	/** States of the firmware's machines that were reached. */
	readonly states: readonly string[];
	/** Hash of everything that happened. */
	readonly trace: string;
	/** The firmware's last log lines before the first violation, where they were asked for. */
	readonly log?: readonly string[];
}

/** What a whole soak knows of the fault kinds: their names, for the pairs that there could be. */
export interface World {
	readonly kinds: readonly string[];
}

/** Runs devices of one build of the firmware, one at a time, somewhere else: in a thread, in a process. */
export interface Runner {
	/** Rejects when the engine fails, or when there is no result within `limitMs`; the runner is then of no use any more. */
	run(request: DeviceRequest, limitMs: number): Promise<DeviceResult>;
	/** The faults that the seed of a request without faults draws. */
	draw(request: DeviceRequest): Promise<readonly Fault[]>;
	close(): void;
}

/** Makes a runner of its own for whoever wants one. */
export type RunnerMaker = () => Runner;
