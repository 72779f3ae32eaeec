import type { Random } from "./random";
import type { World } from "./world";

/** A kind of fault: which switches of the world it sets, what it does at its beginning and from time to time, and what it sets back. */
export interface FaultKind {
	readonly name: string;
	/** One line for people: what is wrong while it is on. */
	readonly what: string;
	/** What the world notes when it has made a difference. */
	readonly effect: string;
	/** How long it lasts, in ms; 0 to 0 for what happens at one moment. */
	readonly least: number;
	readonly most: number;
	/** Kinds of one group share a switch: the one that was set last counts, and when it ends the one before does again. */
	readonly group?: string;
	/** Sets switches, and nothing else: it is called again when another of its group ends, with the same random numbers. */
	readonly set?: (world: World, random: Random) => void;
	/** Sets them back; fine where nothing is set. */
	readonly clear?: (world: World) => void;
	/** Happens behind `set`, and again at random moments of `every` ms apart as long as it lasts. */
	readonly act?: (world: World, random: Random) => void;
	readonly every?: readonly [least: number, most: number];
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

type Parts = Pick<FaultKind, "group" | "set" | "clear" | "act" | "every">;

/** One that lasts minutes to hours; `most` in ms. */
export function lasting(name: string, effect: string, what: string, parts: Parts, most = 2 * HOUR_MS): FaultKind {
	return Object.freeze({ name, effect, what, least: 2 * MINUTE_MS, most, ...parts });
}

/** One that happens at a moment. */
export function sudden(name: string, effect: string, what: string, act: NonNullable<FaultKind["act"]>): FaultKind {
	return Object.freeze({ name, effect, what, least: 0, most: 0, act });
}
