/*
 * Bosch BME280 over I2C: temperature, relative humidity and pressure of the air.
 * Source of every fact here: "BME280 Combined humidity and pressure sensor", BST-BME280-DS002-15, revision 1.6, September 2018,
 * bosch-sensortec.com; § and table numbers are its own.
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

/** §5.4.1. */
const IDENTITY = 0x60;
/** Mode bits of ctrl_meas (§3.3.3, §5.4.5): one measurement, then sleep. */
const FORCED = 0x01;

/** ctrl_hum 0xF2: humidity ×1 (§5.4.3); config 0xF5: no filter (§5.4.6); ctrl_meas 0xF4 last, which makes the first one count. */
const KIND: BoschKind = Object.freeze({
	name: "BME280",
	identities: Object.freeze([IDENTITY]),
	humidity: true,
	sleep: Uint8Array.of(0xf2, 0x01, 0xf4, OVERSAMPLING, 0xf5, 0x00),
	force: Uint8Array.of(0xf2, 0x01, 0xf5, 0x00, 0xf4, OVERSAMPLING | FORCED),
});

/**
 * A BME280 (sensors/bosch says how it is measured).
 *
 * A measurement takes at most 1.25 ms + 2.3 ms × 2 (temperature) + 2.3 ms × 16 + 0.575 ms (pressure) + 2.3 ms + 0.575 ms (humidity) =
 * 46.1 ms (§9.1). The pressure is that at the place, not reduced to sea level.
 */
export class Bme280 extends BoschSensor {
	/** Ranges: §1. */
	static readonly quantities: readonly Quantity[] = Object.freeze([
		{ name: "temperature", unit: "°C", digits: 2, least: -40, most: 85 },
		{ name: "humidity", unit: "%", digits: 2, least: 0, most: 100 },
		{ name: "pressure", unit: "hPa", digits: 2, least: 300, most: 1_100 },
	]);
	static readonly conversionMs = 47;

	constructor(options: BoschOptions) {
		super(options, KIND);
	}
}

export const BME280: CatalogEntry = Object.freeze({
	name: "bme280",
	chip: "Bosch BME280",
	model: Bme280,
	bus: "i2c",
	addresses: BOSCH_ADDRESSES,
	identify: (io) => boschIdentity(io) === IDENTITY,
	stuckAfter: 300,
	open: (settings, board) => new Bme280({ sensor: i2cPlace(settings, board) }),
} satisfies CatalogEntry);
