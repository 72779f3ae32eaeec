import type { FaultKind } from "./fault-kind";
import { MINUTE_MS } from "./fault-kind";
import { type FaultInstance, KINDS } from "./fault-table";
import { Random } from "./random";
import type { World } from "./world";

/** Behind its end a fault may still show, and be met by another. */
const SHADOW_MS = 2 * MINUTE_MS;

/** One fault on its way through a run. */
interface Running {
	readonly fault: FaultInstance;
	readonly kind: FaultKind;
	on: boolean;
	/** What the world had noted of its effect when it began, and how much more there was then. */
	before: number;
	effects: number;
}

/** The faults of one run: on the world's clock, and what came of them. */
export class Faults {
	/** World ticks at which the last one ended, or will have. */
	lastEnd = 0;
	readonly #world: World;
	readonly #running: readonly Running[];
	/** Those that are on, in the order in which they began. */
	readonly #on: Running[] = [];

	/** Throws RangeError for a kind that there is none of. */
	constructor(world: World, faults: readonly FaultInstance[]) {
		this.#world = world;
		const sorted = [...faults].sort((a, b) => a.at - b.at);
		this.#running = sorted.map((fault) => {
			const kind = KINDS.find(({ name }) => name === fault.kind);
			if (!kind) throw new RangeError(`there is no kind of fault called ${fault.kind}`);
			return { fault, kind, on: false, before: 0, effects: 0 };
		});
		for (const running of this.#running) world.at(running.fault.at, () => this.#begin(running));
		world.faultsOn = (name) => this.on(name);
	}

	/** How many of this kind are on, or of all. */
	on(name?: string): number {
		let count = 0;
		for (const { kind } of this.#on) if (name === undefined || kind.name === name) count++;
		return count;
	}

	/** Everything is as it should be: behind the last fault. */
	clear(): void {
		for (const running of [...this.#on]) this.#end(running);
		for (const running of this.#running) this.#look(running);
		for (const kind of KINDS) kind.clear?.(this.#world);
		this.#world.radio.hung = false;
		this.#world.flash.noCut();
	}

	/** How often each kind made a difference while it was on. */
	get effects(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { name } of KINDS) counts[name] = 0;
		for (const { kind, effects } of this.#running) if (effects > 0) counts[kind.name]++;
		return counts;
	}

	/** Pairs of kinds that both made a difference and were on at the same time, or one right behind the other; as `a+b` with a before b. */
	get pairs(): readonly string[] {
		const pairs = new Set<string>();
		const running = this.#running.filter(({ effects }) => effects > 0);
		for (let i = 0; i < running.length; i++) {
			const { at, ms, kind } = running[i].fault;
			for (let j = i + 1; j < running.length && running[j].fault.at <= at + ms + SHADOW_MS; j++) {
				const other = running[j].fault.kind;
				if (other !== kind) pairs.add(kind < other ? `${kind}+${other}` : `${other}+${kind}`);
			}
		}
		return [...pairs].sort();
	}

	#begin(running: Running): void {
		const { fault, kind } = running;
		const world = this.#world;
		running.before = this.#noted(kind);
		running.on = true;
		this.#on.push(running);
		this.lastEnd = Math.max(this.lastEnd, world.now + fault.ms);
		world.traceText("fault", kind.name);
		world.at(world.now + fault.ms, () => this.#end(running));
		world.at(world.now + fault.ms + SHADOW_MS, () => this.#look(running));
		kind.set?.(world, new Random(fault.seed));
		if (kind.act) this.#act(running, new Random(fault.seed ^ 0x5bd1_e995));
	}

	#act(running: Running, random: Random): void {
		const { kind, on } = running;
		if (!on) return;
		kind.act?.(this.#world, random);
		if (!kind.every) return;
		this.#world.at(this.#world.now + random.between(kind.every[0], kind.every[1]), () => this.#act(running, random));
	}

	/** Sets all back, and then again what others of its group have set that are still on. */
	#end(running: Running): void {
		if (!running.on) return;
		const { kind } = running;
		running.on = false;
		this.#on.splice(this.#on.indexOf(running), 1);
		kind.clear?.(this.#world);
		for (const { kind: other, fault } of this.#on)
			if (other === kind || (kind.group !== undefined && other.group === kind.group))
				other.set?.(this.#world, new Random(fault.seed));
	}

	#look(running: Running): void {
		if (running.fault.at > this.#world.now || running.effects > 0) return;
		running.effects = this.#noted(running.kind) - running.before;
	}

	#noted({ effect }: FaultKind): number {
		return this.#world.notes.get(effect) ?? 0;
	}
}
