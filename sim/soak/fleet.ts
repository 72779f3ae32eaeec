/** One device of a soak. */
export interface Device {
	/** From 0. */
	readonly number: number;
	readonly seed: number;
	readonly days: number;
}

/** Days in a year, on average. */
export const YEAR = 365.25;
/** Most devices live this long: a new firmware, a new flash, a new draw of faults. */
const SHORT_DAYS = 20;
/** Long enough for the 32-bit millisecond counter to wrap, after 49.7 days. */
const LONG_DAYS = 91;
/** Long enough for the flash to be written round and round. */
const YEAR_DAYS = 365;
const CYCLE = 16;

/** How long device `number` lives unless told otherwise: of 16 devices 12 twenty days, 3 a quarter of a year, 1 a year. */
export function daysOf(number: number): number {
	if (number % CYCLE === CYCLE - 1) return YEAR_DAYS;
	return number % 4 === 3 ? LONG_DAYS : SHORT_DAYS;
}

/** The seed of device `number` of a soak (the finaliser of MurmurHash3: each bit of either changes half of the bits). */
export function seedOf(seed: number, number: number): number {
	let mixed = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(number + 1, 0xc2b2_ae35);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Device `number` of a soak with that seed. */
export function deviceAt(seed: number, number: number, days = daysOf(number)): Device {
	return { number, seed: seedOf(seed, number), days };
}

/** The devices that live `years` together, to a day: the last one is cut short where it would be too much. */
export function fleet(seed: number, years: number): Device[] {
	const devices: Device[] = [];
	for (let left = Math.max(1, Math.round(years * YEAR)), number = 0; left > 0; number++) {
		const days = Math.min(left, daysOf(number));
		devices.push(deviceAt(seed, number, days));
		left -= days;
	}
	return devices;
}
