import type { I2cChip } from "../../sim/board/chip";
import { Sht3xChip } from "../../sim/board/chips/sht3x";
import type { Environment } from "../../sim/board/environment";

/** The parts of the environment that checks use. */
export type Air = Pick<Environment, "temperature" | "humidity" | "pressure">;

/** One driver of the SDK and one of ours, which are to read the same of one model of a chip. */
export interface CrossCheck {
	/** The SDK's folder. */
	readonly folder: string;
	/** Our model. */
	readonly model: string;
	/** A chip that is just powered, for each of the two. */
	readonly chip: (air: Air, now: () => number) => I2cChip;
	/** How far apart the two may be, by quantity, in its unit; half of the last decimal when not said. */
	readonly apart?: { readonly [quantity: string]: number };
}

/** A line for each chip that both have a driver for, and that there is a model of. */
export const CHECKS: readonly CrossCheck[] = [
	{ folder: "sht3x", model: "sht3x", chip: (air, now) => new Sht3xChip(air, now) },
];
