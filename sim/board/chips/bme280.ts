import type { Environment } from "../environment";
import { BoschChip, type BoschMake } from "./bosch";
import { EXAMPLE } from "./bosch-integers";

/** §5.4.1. */
export const BME280_MAKE: BoschMake = { identity: 0x60, humidity: true, calibration: EXAMPLE };

/** One Bosch BME280 (./bosch says from what it is written). */
export class Bme280Chip extends BoschChip {
	constructor(air: Pick<Environment, "temperature" | "humidity" | "pressure">, now: () => number) {
		super(BME280_MAKE, air, now);
	}
}
