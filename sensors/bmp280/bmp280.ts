/*
 * Bosch BMP280 over I2C: temperature and pressure of the air.
 * Source of every fact here: "BMP280 Digital Pressure Sensor", BST-BMP280-DS001, revision 1.23, bosch-sensortec.com; § and table numbers
 * are its own.
 */
import {
	BOSCH_ADDRESSES,
	type BoschKind,
	type BoschOptions,
	BoschSensor,
	boschIdentity,
	OVERSAMPLING,
} from "sensors/bosch";
import { type CatalogEntry, i2cPlace } from "sensors/entry";
import type { Quantity } from "sensors/sensor";

/** Mass production (§4.3.1), and two of samples (Bosch's own BMP280_driver, bmp280_defs.h: "Chip IDs for samples and mass production parts"). */
const IDENTITIES: readonly number[] = Object.freeze([0x58, 0x56, 0x57]);
/** Mode bits of ctrl_meas (§3.6.2): one measurement, then sleep. */
const FORCED = 0x01;

/** config 0xF5: no filter (§4.3.5); ctrl_meas 0xF4 (§4.3.4). */
const KIND: BoschKind = Object.freeze({
	name: "BMP280",
	identities: IDENTITIES,
	humidity: false,
	sleep: Uint8Array.of(0xf4, OVERSAMPLING, 0xf5, 0x00),
	force: Uint8Array.of(0xf5, 0x00, 0xf4, OVERSAMPLING | FORCED),
});

/**
 * A BMP280 (sensors/bosch says how it is measured).
 *
 * A measurement takes at most 43.2 ms (§3.8.1, ultra high resolution with temperature ×2). The pressure is that at the place, not reduced to sea
 * level.
 */
export class Bmp280 extends BoschSensor {
	/** Ranges: §1. */
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -40, most: 85 },
		{ name: "pressure", unit: "hPa", digits: 2, least: 300, most: 1_100 },
	]);
	static readonly conversionMs = 44;

	constructor(options: BoschOptions) {
		super(options, KIND);
	}
}

export const BMP280: CatalogEntry = Object.freeze({
	name: "bmp280",
	chip: "Bosch BMP280",
	model: Bmp280,
	bus: "i2c",
	addresses: BOSCH_ADDRESSES,
	identify: (io) => IDENTITIES.includes(boschIdentity(io)),
	stuckAfter: 300,
	open: (settings, board) => new Bmp280({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
