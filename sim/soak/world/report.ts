import type { Account } from "./accounts";
import type { FaultInstance } from "./faults";
import type { Lot } from "./lot";
import type { Violation } from "./world";

/** What a run is given. */
export interface RunOptions {
	readonly seed: number;
	/** Days under faults; the settling phase comes on top. */
	readonly days: number;
	/** The faults of this run; drawn from the seed when not given, none for []. */
	readonly faults?: readonly FaultInstance[] | undefined;
	/** What it is dealt; drawn from the seed when not given. */
	readonly lot?: Lot | undefined;
	/** How many lines of the firmware's log are kept before the first violation. */
	readonly log?: number | undefined;
}

/** How a run went. */
export interface Report extends Account {
	readonly seed: number;
	readonly days: number;
	/** What came due in the world. */
	readonly events: number;
	readonly boots: number;
	/** Rows that came again. */
	readonly duplicates: number;
	readonly violated: number;
	readonly violations: readonly Violation[];
	/** How often each kind of fault took effect. */
	readonly faults: Readonly<Record<string, number>>;
	readonly pairs: readonly string[];
	readonly states: readonly string[];
	readonly trace: string;
	readonly log?: readonly string[];
}
