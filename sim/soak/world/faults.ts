import type { FaultKind } from "./fault-kind";
import { BOARD_FAULTS } from "./faults-board";
import { BROKER_FAULTS } from "./faults-broker";
import { NETWORK_FAULTS } from "./faults-network";
import { Random, seedOf } from "./random";
import { DAY_MS, type World } from "./world";

/** One fault of a run. */
export interface FaultInstance {
	/** One of FAULT_KINDS. */
	readonly kind: string;
	/** World ticks at which it begins, and how long it lasts, in ms. */
	readonly at: number;
	readonly ms: number;
	/** Of its own random numbers. */
	readonly seed: number;
}

const KINDS: readonly FaultKind[] = [...NETWORK_FAULTS, ...BROKER_FAULTS, ...BOARD_FAULTS];
const HOUR_MS = 3_600_000;
/** From one episode to the next, at most. */
const PAUSE_MAX_MS = 1.5 * DAY_MS;
/** How many faults an episode has: most of them meet another. */
const TOGETHER = [1, 2, 2, 3];
/** Behind its end a fault may still show, and be met by another. */
const SHADOW_MS = HOUR_MS;

/** The names of all kinds, in the order of the table. */
export const FAULT_KINDS: readonly string[] = KINDS.map(({ name }) => name);

/** The faults that a seed draws for so many days: episodes of a few kinds at about the same time. */
export function drawFaults(seed: number, days: number): FaultInstance[] {
	const random = new Random(seedOf(seed, "faults"));
	const faults: FaultInstance[] = [];
	const end = days * DAY_MS;
	for (let start = HOUR_MS; ; ) {
		start += random.between(0, PAUSE_MAX_MS);
		if (start >= end) return faults.sort((a, b) => a.at - b.at);
		for (let count = random.pick(TOGETHER); count > 0; count--) {
			const kind = random.pick(KINDS);
			const at = Math.min(start + random.between(0, HOUR_MS), end - 1);
			const ms = Math.min(random.between(kind.least, kind.most), end - at);
			faults.push({ kind: kind.name, at, ms, seed: random.between(0, 0xffff_ffff) });
		}
	}
}

/** One fault on its way through a run. */
interface Running {
	readonly fault: FaultInstance;
	readonly kind: FaultKind;
	/** What the world had noted of its effect when it began; and whether there was more of it since. */
	before: number;
	effective: boolean;
}

/** The faults of one run: on the world's clock, and what came of them. */
export class Faults {
	readonly #world: World;
	readonly #running: readonly Running[];
	/** How many of each kind are on. */
	readonly #on = new Map<string, number>();

	/** Throws RangeError for a kind that there is none of. */
	constructor(world: World, faults: readonly FaultInstance[]) {
		this.#world = world;
		this.#running = faults.map((fault) => {
			const kind = KINDS.find(({ name }) => name === fault.kind);
			if (!kind) throw new RangeError(`there is no kind of fault called ${fault.kind}`);
			return { fault, kind, before: 0, effective: false };
		});
		for (const running of this.#running) {
			const { at, ms } = running.fault;
			world.at(at, () => this.#begin(running));
			world.at(at + ms, () => this.#end(running));
			world.at(at + ms + SHADOW_MS, () => this.#look(running));
		}
	}

	/** Everything is as it should be: behind the last fault. */
	clear(): void {
		for (const kind of KINDS) kind.clear(this.#world);
		this.#world.radio.hung = false;
		this.#world.flash.noCut();
	}

	/** How many of each kind took effect. */
	get effects(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { name } of KINDS) counts[name] = 0;
		for (const { kind, effective } of this.#running) if (effective) counts[kind.name]++;
		return counts;
	}

	/** Pairs of kinds that took effect and met, as `a+b` in alphabetical order; sorted. */
	get pairs(): readonly string[] {
		const pairs = new Set<string>();
		const running = this.#running.filter(({ effective }) => effective);
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
		this.#on.set(kind.name, (this.#on.get(kind.name) ?? 0) + 1);
		world.traceText("fault", kind.name);
		kind.set(world, new Random(fault.seed));
	}

	/** Of two of a kind the one that ends last sets all back. */
	#end({ kind }: Running): void {
		const on = (this.#on.get(kind.name) ?? 0) - 1;
		this.#on.set(kind.name, on);
		if (on === 0) kind.clear(this.#world);
	}

	#look(running: Running): void {
		running.effective = this.#noted(running.kind) > running.before;
	}

	#noted({ effect }: FaultKind): number {
		return this.#world.notes.get(effect) ?? 0;
	}
}
