import type { Measured } from "./guest/probe";

/** A slot on a board, in bytes. */
const SLOT = 16;
/** So closely the least is looked for. */
const SLOTS_STEP = 4;
const CHUNKS_STEP = 64;
/** So many steps beyond what is alive are surely enough, for each of them. */
const STEPS = 128;

/** XS heap in bytes: slots, and chunks. */
export interface Room {
	readonly slots: number;
	readonly chunks: number;
}

/** Runs sim/bench/guest/room in so much room; the lines that it tells. */
export type RunInRoom = (room: Room) => readonly string[];

/**
 * The least XS heap in which the whole firmware connects and publishes a thousand rows, while garbage is collected whenever there is no more room, in the
 * midst of an event as well: as many slots as it takes with chunks in plenty, then as many bytes of chunks as it takes with those. `alive`: what it has
 * for good, and cannot do without.
 */
export function leastRoom(run: RunInRoom, alive: Room): Room {
	const fits = (slots: number, chunks: number): boolean =>
		run({ slots, chunks }).every((line) => (JSON.parse(line) as Measured).value === 0);
	const plenty = alive.chunks + STEPS * CHUNKS_STEP;
	const slots = least(alive.slots, SLOTS_STEP, (count) => fits(count, plenty));
	return { slots, chunks: least(alive.chunks, CHUNKS_STEP, (count) => fits(slots, count)) };
}

/** Bytes of it. */
export function bytesOf({ slots, chunks }: Room): number {
	return slots * SLOT + chunks;
}

/** The least multiple of `step`, from `low` on, that does, by halving. */
function least(low: number, step: number, does: (count: number) => boolean): number {
	let first = Math.floor(low / step);
	let last = first + STEPS;
	while (first < last) {
		const middle = Math.floor((first + last) / 2);
		if (does(middle * step)) last = middle;
		else first = middle + 1;
	}
	return last * step;
}
