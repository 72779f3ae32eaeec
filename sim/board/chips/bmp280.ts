import type { Environment } from "../environment";
import { BoschChip, type BoschMake } from "./bosch";
import { EXAMPLE } from "./bosch-integers";

/** BST-BMP280-DS001, §4.3.1. */
export const BMP280_MAKE: BoschMake = { identity: 0x58, humidity: false, calibration: EXAMPLE };

/** One Bosch BMP280 (./bosch says from what it is written): a BME280 that does not feel the humidity. */
export class Bmp280Chip extends BoschChip {
	constructor(air: Pick<Environment, "temperature" | "pressure">, now: () => number) {
		super(
			BMP280_MAKE,
			{ temperature: () => air.temperature(), pressure: () => air.pressure(), humidity: () => 0 },
			now,
		);
	}
}
