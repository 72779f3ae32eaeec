import type { Random } from "./random";
import type { World } from "./world";

/** A kind of fault: which switches of the world it sets, and sets back. */
export interface FaultKind {
	readonly name: string;
	/** What the world notes when it has made a difference. */
	readonly effect: string;
	/** How long it lasts, in ms; 0 to 0 for what happens at one moment. */
	readonly least: number;
	readonly most: number;
	readonly set: (world: World, random: Random) => void;
	/** Sets it all back; fine where nothing is set. */
	readonly clear: (world: World) => void;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

type Set = FaultKind["set"];
type Clear = FaultKind["clear"];

/** One that lasts minutes to hours. */
export function lasting(name: string, effect: string, set: Set, clear: Clear, most = 4 * HOUR_MS): FaultKind {
	return { name, effect, least: MINUTE_MS, most, set, clear };
}

/** One that happens at a moment. */
export function sudden(name: string, effect: string, set: Set, clear: Clear = () => undefined): FaultKind {
	return { name, effect, least: 0, most: 0, set, clear };
}
