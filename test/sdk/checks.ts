import type { I2cChip } from "../../sim/board/chip";
import { Aht20Chip } from "../../sim/board/chips/aht20";
import { Bmp280Chip } from "../../sim/board/chips/bmp280";
import { Sht3xChip } from "../../sim/board/chips/sht3x";
import { Tmp117Chip } from "../../sim/board/chips/tmp117";
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
	/** How far apart the two may be, by quantity, in its unit; half of the last decimal when not said. docs/sensors-sdk.md says why. */
	readonly apart?: { readonly [quantity: string]: number };
}

/** A TMP117 that acknowledges while it resets, without which the SDK's driver cannot be opened (./quirks). */
function wakefulTmp117(air: Air, now: () => number): I2cChip {
	return Object.assign(new Tmp117Chip(air, now), { resetMs: 0 });
}

/** A line for each chip on I2C that both have a driver for, and that there is a model of. What hangs on a pin is in ./wired. */
export const CHECKS: readonly CrossCheck[] = [
	{ folder: "sht3x", model: "sht3x", chip: (air, now) => new Sht3xChip(air, now) },
	{ folder: "bmp280", model: "bmp280", chip: (air, now) => new Bmp280Chip(air, now) },
	{ folder: "tmp117", model: "tmp117", chip: wakefulTmp117 },
	{ folder: "aht10", model: "aht20", chip: (air, now) => new Aht20Chip(air, now), apart: { temperature: 0.01 } },
];
