/// <reference path="./counts.d.ts" />

/** So many asks of nothing, before what they cost themselves is taken for granted. */
const WARM_UP = 4;

/** What the engine has counted between `begin` or `resume` and `pause`, what the asking costs left out. Nothing of it allocates. */
export class Probe {
	meter = 0;
	slots = 0;
	chunks = 0;
	#meter = 0;
	#slots = 0;
	#chunks = 0;
	/** What one span of nothing costs. */
	#own = 0;

	constructor() {
		for (let i = 0; i < WARM_UP; i++) {
			this.#own = 0;
			this.clear();
			this.resume();
			this.pause();
			this.#own = this.meter;
		}
	}

	/** Forgets what was counted. */
	clear(): void {
		this.meter = this.slots = this.chunks = 0;
	}

	/** Counts from here. */
	resume(): void {
		this.#slots = counts.slots();
		this.#chunks = counts.chunks();
		this.#meter = counts.meter();
	}

	/** What follows is not ours: a chip, the network, the broker; or it is the end. */
	pause(): void {
		this.meter += counts.meter() - this.#meter - this.#own;
		this.slots += counts.slots() - this.#slots;
		this.chunks += counts.chunks() - this.#chunks;
	}
}

/** The most that repetitions of one thing have cost. */
export class Most {
	meter = 0;
	slots = 0;
	chunks = 0;

	take({ meter, slots, chunks }: Probe): void {
		this.meter = Math.max(this.meter, meter);
		this.slots = Math.max(this.slots, slots);
		this.chunks = Math.max(this.chunks, chunks);
	}
}

const WARM_UP_ROUNDS = 20;
const ROUNDS = 50;

/** The most that `run` costs, called from a function of its own, once it has been called often enough. */
export function costOf(run: () => unknown): Most {
	const probe = new Probe();
	const most = new Most();
	for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
		probe.clear();
		probe.resume();
		run();
		probe.pause();
		if (round >= WARM_UP_ROUNDS) most.take(probe);
	}
	return most;
}

/** Bytes of XS heap alive: chunks, and slots at 16 bytes each, as they are on a board. Collects garbage first. */
export function liveBytes(): number {
	counts.collect();
	return heapBytes();
}

/** As liveBytes, garbage included. */
export function heapBytes(): number {
	return counts.slots() * 16 + counts.chunks();
}

/** Slots alive. Behind liveBytes, which has collected garbage. */
export function liveSlots(): number {
	return counts.slots();
}

/** One figure of the benchmark, as it leaves the machine. */
export interface Measured {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
}

/** Tells one figure. */
export function tell(name: string, value: number, unit: string): void {
	counts.line(JSON.stringify({ name, value, unit } satisfies Measured));
}

/** Tells what one thing costs. */
export function tellMost(name: string, { meter, slots, chunks }: Most): void {
	tell(`${name}.meter`, meter, "bytecodes");
	tell(`${name}.garbage.slots`, slots, "slots");
	tell(`${name}.garbage.chunks`, chunks, "bytes");
}
