import { createHash } from "node:crypto";
import type { DeviceResult, Violation } from "./device";
import { type Device, YEAR } from "./fleet";

/** A violation, and whose. */
export interface Failed {
	readonly device: Device;
	readonly violation: Violation;
	/** How many others the device has. */
	readonly more: number;
}

const COUNTS = ["events", "readings", "delivered", "kept", "evicted", "thinned", "cut", "lost", "duplicates"] as const;
type Counts = Record<(typeof COUNTS)[number], number>;

/** The sums of a soak. The devices may end in any order; nothing of it depends on that. */
export class Total {
	readonly counts: Counts = {
		events: 0,
		readings: 0,
		delivered: 0,
		kept: 0,
		evicted: 0,
		thinned: 0,
		cut: 0,
		lost: 0,
		duplicates: 0,
	};
	readonly faults: Record<string, number> = {};
	/** In how many devices each pair of kinds overlapped. */
	readonly pairs = new Map<string, number>();
	readonly states = new Set<string>();
	readonly failed: Failed[] = [];
	readonly #traces: string[] = [];
	#days = 0;
	#daysBefore = 0;
	#devices = 0;
	#violations = 0;

	get years(): number {
		return this.#days / YEAR;
	}
	/** Those that an earlier run has left. */
	get yearsBefore(): number {
		return this.#daysBefore / YEAR;
	}
	get devices(): number {
		return this.#devices;
	}
	get violations(): number {
		return this.#violations;
	}

	/** Hash over the traces of all devices in the order of their numbers. */
	get trace(): string {
		return createHash("sha256").update(this.#traces.join("\n")).digest("hex").slice(0, 16);
	}

	/** Nothing was violated and no reading lost. */
	get good(): boolean {
		return this.#violations === 0 && this.counts.lost === 0;
	}

	/** Adds what became of `device` in an earlier run, whose time is not this one's. */
	addKept(device: Device, result: DeviceResult): void {
		this.#daysBefore += result.days;
		this.add(device, result);
	}

	/** Adds what became of `device`. */
	add(device: Device, result: DeviceResult): void {
		this.#devices++;
		this.#days += result.days;
		for (const name of COUNTS) this.counts[name] += result[name];
		for (const [kind, count] of Object.entries(result.faults)) this.faults[kind] = (this.faults[kind] ?? 0) + count;
		for (const pair of result.pairs) this.pairs.set(pair, (this.pairs.get(pair) ?? 0) + 1);
		for (const state of result.states) this.states.add(state);
		this.#traces[device.number] = result.trace;
		this.#violations += result.violated;
		const [violation] = result.violations;
		if (violation) this.failed.push({ device, violation, more: result.violated - 1 });
	}
}

/** The object that `--json` ends with. */
export interface Summary extends Omit<Counts, "events" | "thinned" | "cut"> {
	readonly years: number;
	/** Wall time. */
	readonly seconds: number;
	readonly violations: number;
	readonly faults: Readonly<Record<string, number>>;
	/** Pairs of kinds that overlapped at least once. */
	readonly pairs: number;
	readonly trace: string;
}

/** Sums a soak up, in the order of the issue. */
export function summarise(total: Total, seconds: number): Summary {
	const { readings, delivered, kept, evicted, lost, duplicates } = total.counts;
	return {
		years: round(total.years, 3),
		seconds: round(seconds, 1),
		readings,
		delivered,
		kept,
		evicted,
		lost,
		duplicates,
		violations: total.violations,
		faults: Object.fromEntries(Object.entries(total.faults).sort(([a], [b]) => (a < b ? -1 : 1))),
		pairs: total.pairs.size,
		trace: total.trace,
	};
}

function round(value: number, digits: number): number {
	return Number(value.toFixed(digits));
}
