/** 0 °C in K. */
const KELVIN = 273.15;

/**
 * The Magnus formula over water, with the coefficients of D. Sonntag, "Important new values of the physical constants of 1986, vapour pressure
 * formulations based on the ITS-90, and psychrometer formulae" (Z. Meteorol. 40, 1990), as in WMO-No. 8, Guide to Instruments and Methods of
 * Observation, Annex 4.B; for -45 to 60 °C. Relative humidity is over water below 0 °C, too, by the WMO's convention and as sensors give it.
 */
const MAGNUS_HPA = 6.112;
const MAGNUS = 17.62;
const MAGNUS_C = 243.12;

/** Molar mass of water by the gas constant: 18.01528 g/mol by 8.314462618 J/(mol K), in g K/J. */
const WATER = 2.166738;

/** Tetens' coefficients as in FAO Irrigation and Drainage Paper 56, equation 11. */
const TETENS_KPA = 0.6108;
const TETENS = 17.27;
const TETENS_C = 237.3;

/** ICAO Doc 7488, Manual of the ICAO Standard Atmosphere: temperature at sea level in K, its fall in K/m, and the exponent g M / (R L). */
const STANDARD_K = 288.15;
const LAPSE = 0.0065;
const EXPONENT = 5.25588;
/** Standard gravity by the gas constant of dry air: 9.80665 m/s² by 287.05 J/(kg K), in K/m. */
const GRAVITY = 9.80665 / 287.05;
/** What a hPa of water vapour at the station adds to the mean virtual temperature below it, in K. */
const VAPOUR_K = 0.12;

/** Saturation vapour pressure over water in hPa, at `temperature` in °C (Magnus, WMO-No. 8 Annex 4.B). */
export function saturationPressure(temperature: number): number {
	return MAGNUS_HPA * Math.exp((MAGNUS * temperature) / (MAGNUS_C + temperature));
}

/** Dew point in °C, of °C and % relative humidity; NaN without humidity (WMO-No. 8 Annex 4.B). */
export function dewPoint(temperature: number, humidity: number): number {
	const exponent = Math.log(humidity / 100) + (MAGNUS * temperature) / (MAGNUS_C + temperature);
	return (MAGNUS_C * exponent) / (MAGNUS - exponent);
}

/** Water vapour in g/m³, of °C and % relative humidity: the vapour's pressure by Magnus, its density as of an ideal gas. */
export function absoluteHumidity(temperature: number, humidity: number): number {
	const pascals = saturationPressure(temperature) * humidity; // hPa by percent
	return (WATER * pascals) / (KELVIN + temperature);
}

/** What the air lacks to saturation in kPa, of °C and % relative humidity; 0 beyond 100 % (FAO-56, equations 11 and 54 with the air's own temperature). */
export function vapourPressureDeficit(temperature: number, humidity: number): number {
	const saturation = TETENS_KPA * Math.exp((TETENS * temperature) / (TETENS_C + temperature));
	return Math.max(0, saturation * (1 - humidity / 100));
}

/**
 * Pressure in hPa as it would be at sea level, of hPa at `elevation` in m. Without a temperature as if the air were ICAO's standard atmosphere
 * (what aviation calls QNH). With one, in °C, and with % relative humidity where that is known: WMO-No. 8's reduction, chapter 3, in the
 * constants of the Deutscher Wetterdienst (Vorschriften und Betriebsunterlagen Nr. 2), p exp(g/R H / (T + 0.12 e + 0.0065 H/2)).
 */
export function seaLevelPressure(pressure: number, elevation: number): number {
	return pressure * (1 - (LAPSE * elevation) / STANDARD_K) ** -EXPONENT;
}

/** As `seaLevelPressure`, with the air's temperature; `humidity` 0 where it is not known. */
export function reducedPressure(pressure: number, elevation: number, temperature: number, humidity: number): number {
	const vapour = (saturationPressure(temperature) * humidity) / 100;
	const mean = KELVIN + temperature + VAPOUR_K * vapour + (LAPSE * elevation) / 2;
	return pressure * Math.exp((GRAVITY * elevation) / mean);
}
