/**
 * What the chips of the simulated board feel: one place, one moment. Each chip's model takes the part that it needs; a number is read when
 * a conversion starts. Totals only rise.
 */
export interface Environment {
	/** Of the air, °C. */
	temperature(): number;
	/** % relative humidity. */
	humidity(): number;
	/** Of the air at the place, hPa. */
	pressure(): number;
	/** lx. */
	illuminance(): number;
	/** CO2 in the air, ppm. */
	co2(): number;
	/** Particles up to 1, 2.5 and 10 µm, µg/m³. */
	pm1(): number;
	pm25(): number;
	pm10(): number;
	/** Of the soil, °C. */
	soilTemperature(): number;
	/** Water in the soil: 0 for dry, 100 for as much as it holds. */
	soilMoisture(): number;
	/** Rain since the beginning, mm. */
	rainfall(): number;
	/** Wind that has gone by since the beginning, m: its rate is the speed. */
	windRun(): number;
	/** From a sensor above it to the water, m. */
	distance(): number;
	/** V. */
	batteryVoltage(): number;
	/** Current out of the battery, A. */
	batteryCurrent(): number;
}
