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

/** A kind of fault: which switches of the world it sets, and sets back. */
export interface FaultKind {
	readonly name: string;
	/** What the world notes when it has made a difference. */
	readonly effect: string;
	/** How long it lasts, in ms; 0 to 0 for what happens at one moment. */
	readonly least: number;
	readonly most: number;
	set(world: World, random: Random): void;
	clear?(world: World): void;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const KINDS: readonly FaultKind[] = [
	{
		name: "power-cut",
		effect: "board.powerCut",
		least: 0,
		most: 0,
		set: (world, random) => world.board.powerCut(random.between(100, 600_000)),
	},
	{
		name: "loss",
		effect: "network.loss",
		least: MINUTE_MS,
		most: 2 * HOUR_MS,
		set: (world, random) => {
			world.network.loss = 0.1 + random.next() / 2;
		},
		clear: (world) => {
			world.network.loss = 0;
		},
	},
	{
		name: "broker-down",
		effect: "broker.down",
		least: MINUTE_MS,
		most: 6 * HOUR_MS,
		set: (world, random) => {
			world.broker.down = true;
			world.broker.drop(random.chance(0.5));
		},
		clear: (world) => {
			world.broker.down = false;
		},
	},
	{
		name: "half-open",
		effect: "network.cut",
		least: 0,
		most: 0,
		set: (world) => world.network.cutSilently(),
	},
	{
		name: "wifi-off",
		effect: "radio.off",
		least: MINUTE_MS,
		most: 6 * HOUR_MS,
		set: (world) => {
			for (const point of world.points) world.radio.power(point, false);
			world.note("radio.off");
		},
		clear: (world) => {
			for (const point of world.points) world.radio.power(point, true);
		},
	},
];

/** The names of all kinds, in the order of the table. */
export const FAULT_KINDS: readonly string[] = KINDS.map(({ name }) => name);

/** The faults that a seed draws for so many days: about one in two days. */
export function drawFaults(seed: number, days: number): FaultInstance[] {
	const random = new Random(seedOf(seed, "faults"));
	const faults: FaultInstance[] = [];
	for (let at = HOUR_MS; ; ) {
		at += random.between(HOUR_MS, 2 * DAY_MS);
		if (at >= days * DAY_MS) return faults;
		const kind = random.pick(KINDS);
		const ms = random.between(kind.least, kind.most);
		faults.push({ kind: kind.name, at, ms: Math.min(ms, days * DAY_MS - at), seed: random.between(0, 0xffff_ffff) });
	}
}

/** Puts the faults of a run on the world's clock. Throws RangeError for a kind that there is none of. */
export function armFaults(world: World, faults: readonly FaultInstance[]): void {
	for (const { kind: name, at, ms, seed } of faults) {
		const kind = KINDS.find((one) => one.name === name);
		if (!kind) throw new RangeError(`there is no kind of fault called ${name}`);
		world.at(at, () => kind.set(world, new Random(seed)));
		if (kind.clear) world.at(at + ms, () => kind.clear?.(world));
	}
}

/** Everything is as it should be: behind the last fault. */
export function clearFaults(world: World): void {
	for (const kind of KINDS) kind.clear?.(world);
	world.flash.noCut();
}

/** How often each kind took effect. */
export function effectsOf(world: World): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { name, effect } of KINDS) counts[name] = world.notes.get(effect) ?? 0;
	return counts;
}
