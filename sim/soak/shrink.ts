import type { DeviceRequest, DeviceResult, Fault, Violation } from "./device";

/** Runs a request that has its faults listed. */
export type Attempt = (request: DeviceRequest & { readonly faults: readonly Fault[] }) => Promise<DeviceResult>;

/** The least that still fails. */
export interface Shrunk {
	readonly request: DeviceRequest & { readonly faults: readonly Fault[] };
	readonly violation: Violation;
	/** Runs that it took. */
	readonly runs: number;
}

/** What shrinking may cost. */
export interface ShrinkLimits {
	readonly runs: number;
	/** Wall time in milliseconds. */
	readonly ms: number;
}

/**
 * Shortens a failing run: first the days, to the one behind the violation, then the faults by delta debugging (Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input", 2002). What is left fails by the same rule. Undefined when the request does not fail
 * by `rule` when it is run here.
 */
export async function shrink(
	request: DeviceRequest & { readonly faults: readonly Fault[] },
	rule: string,
	attempt: Attempt,
	limits: ShrinkLimits,
): Promise<Shrunk | undefined> {
	const search = new Search(request, rule, attempt, limits);
	if (!(await search.tries(request))) return undefined;
	await search.cutDays();
	await search.cutFaults();
	return search.best;
}

class Search {
	readonly #rule: string;
	readonly #attempt: Attempt;
	readonly #limits: ShrinkLimits;
	readonly #started = Date.now();
	#request: DeviceRequest & { readonly faults: readonly Fault[] };
	#violation: Violation | undefined;
	#runs = 0;

	constructor(
		request: DeviceRequest & { readonly faults: readonly Fault[] },
		rule: string,
		attempt: Attempt,
		limits: ShrinkLimits,
	) {
		this.#request = request;
		this.#rule = rule;
		this.#attempt = attempt;
		this.#limits = limits;
	}

	get best(): Shrunk | undefined {
		if (!this.#violation) return undefined;
		return { request: this.#request, violation: this.#violation, runs: this.#runs };
	}

	/** Whether this request fails by the rule, too; if so it is the best so far. */
	async tries(request: DeviceRequest & { readonly faults: readonly Fault[] }): Promise<boolean> {
		if (this.#runs >= this.#limits.runs || Date.now() - this.#started > this.#limits.ms) return false;
		this.#runs++;
		const { violations } = await this.#attempt(request);
		const violation = violations.find(({ rule }) => rule === this.#rule);
		if (!violation) return false;
		this.#request = request;
		this.#violation = violation;
		return true;
	}

	/** What is judged at the end of a run needs its time, so the shorter run is only tried. */
	async cutDays(): Promise<void> {
		const days = Math.ceil((this.#violation?.day ?? 0) + 0.01);
		if (days >= this.#request.days) return;
		const cut = { ...this.#request, days, faults: this.#request.faults.filter(({ at }) => at < days * 86_400_000) };
		if (!(await this.tries(cut))) await this.tries({ ...this.#request, days: Math.min(days + 2, this.#request.days) });
	}

	/** ddmin: in ever smaller parts, a part alone, then all but a part. */
	async cutFaults(): Promise<void> {
		if (await this.#keep([])) return;
		let parts = 2;
		while (this.#request.faults.length >= 2 && parts <= this.#request.faults.length) {
			const faults = this.#request.faults;
			const sets = split(faults, parts);
			if (await this.#firstOf(sets)) parts = 2;
			else if (parts > 2 && (await this.#firstOf(sets.map((set) => faults.filter((fault) => !set.includes(fault))))))
				parts = Math.max(2, parts - 1);
			else if (parts === faults.length) return;
			else parts = Math.min(faults.length, parts * 2);
		}
	}

	async #firstOf(sets: readonly (readonly Fault[])[]): Promise<boolean> {
		for (const set of sets) if (await this.#keep(set)) return true;
		return false;
	}

	#keep(faults: readonly Fault[]): Promise<boolean> {
		return this.tries({ ...this.#request, faults });
	}
}

/** In `parts` parts of about the same size, in order. */
function split(faults: readonly Fault[], parts: number): Fault[][] {
	const sets: Fault[][] = [];
	for (let i = 0; i < parts; i++)
		sets.push(faults.slice(Math.floor((i * faults.length) / parts), Math.floor(((i + 1) * faults.length) / parts)));
	return sets;
}
