const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;
const DEGREES = Math.PI / 180;
/** The earth's axis leans by so much. */
const OBLIQUITY = 23.44;
/** Days from 1 January to the spring equinox, 20 March. */
const EQUINOX = 78;
/** Light of a clear day with the sun overhead, lx. */
const CLEAR = 120_000;

/** Where in its year a moment is: 0 on 1 January, near 1 on 31 December. `time` in milliseconds since 1970. */
export function yearFraction(time: number): number {
	const days = time / DAY_MS;
	return (days / YEAR_DAYS) % 1;
}

/**
 * Sine of the sun's height over the horizon at `latitude` degrees and longitude 0, by the declination of a circular orbit: within two degrees
 * of the truth, which is enough for a greenhouse that does not exist.
 */
export function sunHeight(time: number, latitude: number): number {
	const turn = 2 * Math.PI * (yearFraction(time) - EQUINOX / YEAR_DAYS);
	const declination = OBLIQUITY * DEGREES * Math.sin(turn);
	const hour = 2 * Math.PI * ((time % DAY_MS) / DAY_MS - 0.5);
	const phi = latitude * DEGREES;
	return Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hour);
}

/** Light on level ground, lx, under a cover of clouds from 0 to 1. A little of it is left at dusk, none at night. */
export function daylight(height: number, clouds: number): number {
	if (height <= -0.1) return 0;
	const clear = height > 0 ? CLEAR * height ** 1.15 + 400 * (1 - height) : 400 * (1 + height / 0.1);
	return clear * (1 - 0.8 * clouds);
}
