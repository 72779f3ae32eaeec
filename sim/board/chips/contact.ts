import type { Edge, PinModel } from "../pin-model";

/** What can be wrong with a contact or its wire. Set a field to switch a fault on. */
export interface ContactFaults {
	/** Times that it bounces when it closes and when it opens. */
	bounces: number;
	/** The wire is off: nothing arrives, and what happens meanwhile is lost. */
	unplugged: boolean;
	/** It stays closed. */
	stuck: boolean;
}

/** Between two edges of a bouncing contact, in ms. */
const BOUNCE_MS = 0.1;

/** How a contact moves. */
export interface ContactOptions {
	/** What has gone by since the beginning; it only rises. */
	readonly total: () => number;
	/** How much of it closes the contact once. */
	readonly perPulse: number;
	/** How long it stays closed, in ms. */
	readonly closedMs: number;
	/** It closes no more often than each so many ms; what is owed comes later. */
	readonly leastMs: number;
	/** ms on any clock that only goes forward. */
	readonly now: () => number;
}

/**
 * A contact to ground that closes once for each part of a total: a reed switch that a magnet passes. The closings since the last call of `edges`
 * are spread evenly over the time since.
 */
export class Contact implements PinModel {
	readonly faults: ContactFaults = { bounces: 0, unplugged: false, stuck: false };
	readonly #options: ContactOptions;
	/** Closings so far, with those that nobody saw. */
	#closings: number;
	/** Since then what is owed is to be placed. */
	#asked: number;
	/** When it opened last. */
	#opened: number;
	#wasStuck = false;

	constructor(options: ContactOptions) {
		this.#options = options;
		this.#closings = Math.floor(options.total() / options.perPulse);
		this.#asked = options.now();
		this.#opened = this.#asked;
	}

	level(): 0 | undefined {
		return this.faults.stuck && !this.faults.unplugged ? 0 : undefined;
	}

	edges(): readonly Edge[] {
		const { total, perPulse, now } = this.#options;
		const edges: Edge[] = [];
		const owed = Math.floor(total() / perPulse) - this.#closings;
		const { unplugged, stuck } = this.faults;
		if (unplugged || stuck) this.#closings += owed;
		if (stuck !== this.#wasStuck && !unplugged) this.#move(edges, now(), stuck ? 0 : 1);
		this.#wasStuck = stuck;
		if (unplugged || stuck || this.#close(edges, owed)) this.#asked = now();
		return edges;
	}

	/** False: some are owed still. */
	#close(edges: Edge[], owed: number): boolean {
		const { closedMs, leastMs, now } = this.#options;
		const step = Math.max(leastMs, (now() - this.#asked) / owed);
		const end = now() - 2 * this.faults.bounces * BOUNCE_MS;
		let at = Math.max(this.#asked + step / 2, this.#opened + leastMs - closedMs);
		let left = owed;
		for (; left > 0 && at + closedMs <= end; left--) {
			this.#move(edges, at, 0);
			this.#move(edges, at + closedMs, 1);
			this.#asked = this.#opened = at + closedMs;
			this.#closings++;
			at += step;
		}
		return left === 0;
	}

	/** To `level`, and some times back and there again. */
	#move(edges: Edge[], ms: number, level: 0 | 1): void {
		edges.push({ us: 1_000 * ms, level });
		for (let i = 1; i <= this.faults.bounces; i++) {
			edges.push({ us: 1_000 * (ms + (2 * i - 1) * BOUNCE_MS), level: level === 0 ? 1 : 0 });
			edges.push({ us: 1_000 * (ms + 2 * i * BOUNCE_MS), level });
		}
	}
}
