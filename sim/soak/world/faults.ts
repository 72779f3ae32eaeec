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
/** From one fault to the next, at most. */
const PAUSE_MAX_MS = 1.5 * DAY_MS;

/** The names of all kinds, in the order of the table. */
export const FAULT_KINDS: readonly string[] = KINDS.map(({ name }) => name);

/** The faults that a seed draws for so many days. */
export function drawFaults(seed: number, days: number): FaultInstance[] {
	const random = new Random(seedOf(seed, "faults"));
	const faults: FaultInstance[] = [];
	for (let at = HOUR_MS; ; ) {
		at += random.between(0, PAUSE_MAX_MS);
		if (at >= days * DAY_MS) return faults;
		const kind = random.pick(KINDS);
		const ms = random.between(kind.least, kind.most);
		faults.push({ kind: kind.name, at, ms: Math.min(ms, days * DAY_MS - at), seed: random.between(0, 0xffff_ffff) });
	}
}

/** Puts the faults of a run on the world's clock. Throws RangeError for a kind that there is none of. */
export function armFaults(world: World, faults: readonly FaultInstance[]): void {
	const active = new Map<string, number>();
	for (const { kind: name, at, ms, seed } of faults) {
		const kind = KINDS.find((one) => one.name === name);
		if (!kind) throw new RangeError(`there is no kind of fault called ${name}`);
		const step = (by: number): number => {
			const count = (active.get(name) ?? 0) + by;
			active.set(name, count);
			return count;
		};
		world.at(at, () => {
			step(1);
			world.traceText("fault", name);
			kind.set(world, new Random(seed));
		});
		world.at(at + ms, () => {
			if (step(-1) === 0) kind.clear(world);
		});
	}
}

/** Everything is as it should be: behind the last fault. */
export function clearFaults(world: World): void {
	for (const kind of KINDS) kind.clear(world);
	world.radio.hung = false;
	world.flash.noCut();
}

/** How often each kind took effect. */
export function effectsOf(world: World): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { name, effect } of KINDS) counts[name] = world.notes.get(effect) ?? 0;
	return counts;
}
