/** 10 to the power of 0 to 6. */
export const POWER = Object.freeze([1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]);
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** The largest number of decimals `writeDecimal` writes. */
export const DECIMALS_MAX = 6;
/** Above this, `value * 10^decimals` is no longer an exact integer in a double. */
const SCALED_MAX = Number.MAX_SAFE_INTEGER;

/** More than scaling a double takes from its exactness, and less than a decimal of 8 significant digits is worth. */
const ROUNDING = 1e-12;

/** Above this, a number is no longer what `| 0` makes of it. */
const INTEGER_MAX = 0x7fff_ffff;

/** The most bytes that `writeDecimal` writes: a minus sign, sixteen digits of 2^53, a point. */
export const DECIMAL_MAX = 18;

/** Whether `writeDecimal` can write `value` with so many decimals, given room: finite, and exact when scaled. */
export function isWritable(value: number, decimals: number): boolean {
	const scaled = value * POWER[decimals];
	return scaled <= SCALED_MAX && scaled >= -SCALED_MAX;
}

/**
 * Writes `value` as ASCII digits with exactly `decimals` (0 to 6) decimals, rounded half away from zero, without exponent,
 * grouping or a minus sign in front of zero. Returns the index after the last byte, or -1 when it does not fit into `target` or `value`
 * is not a finite number that can be written so (its scaled form must stay within 2^53).
 *
 * No string is made: this stands on the steady path, where `toFixed` would leave garbage for every field.
 */
export function writeDecimal(target: Uint8Array, at: number, value: number, decimals: number): number {
	return at + DECIMAL_MAX > target.length
		? writeSlowly(target, at, value, decimals)
		: writeRoomy(target, at, value, decimals);
}

/**
 * As `writeDecimal`, into a target that has room for DECIMAL_MAX bytes from `at` on, which is not looked at: the length of a typed array costs as much
 * on XS as ten lines of this. Nor is anything of Math called for numbers that fit 32 bits when scaled, as what a sensor measures does.
 */
export function writeRoomy(target: Uint8Array, at: number, value: number, decimals: number): number {
	const power = POWER[decimals];
	const size = (value < 0 ? -value : value) * power;
	if (!(size < INTEGER_MAX)) return writeSlowly(target, at, value, decimals);
	let scaled = size | 0;
	if (size - scaled >= 0.5) scaled++;
	let index = at;
	if (value < 0 && scaled > 0) target[index++] = MINUS;
	const whole = (scaled / power) | 0;
	if (whole < 10) target[index++] = ZERO + whole;
	else if (whole < 100) {
		const tens = (whole / 10) | 0;
		target[index++] = ZERO + tens;
		target[index++] = ZERO + whole - tens * 10;
	} else index = writeWhole(target, index, whole);
	if (decimals === 0) return index;
	const fraction = scaled - whole * power;
	target[index] = POINT;
	if (decimals === 2) {
		const tenths = (fraction / 10) | 0;
		target[index + 1] = ZERO + tenths;
		target[index + 2] = ZERO + fraction - tenths * 10;
	} else if (decimals === 1) target[index + 1] = ZERO + fraction;
	else writePadded(target, index + 1, fraction, decimals);
	return index + 1 + decimals;
}

/** Writes an integer from 100 to 2^31 - 1, for which there is room; returns the index after it. */
function writeWhole(target: Uint8Array, at: number, value: number): number {
	let end = at + 3;
	for (let bound = 1_000; value >= bound; bound *= 10) end++;
	let rest = value;
	for (let index = end; index > at; ) {
		const next = (rest / 10) | 0;
		target[--index] = ZERO + rest - next * 10;
		rest = next;
	}
	return end;
}

/** As writeDecimal, also for what does not fit 32 bits when scaled, for NaN and infinity, and where room is scarce. */
function writeSlowly(target: Uint8Array, at: number, value: number, decimals: number): number {
	const power = POWER[decimals];
	let scaled = Math.round(Math.abs(value) * power);
	if (!(scaled <= SCALED_MAX)) return -1;
	const negative = value < 0 && scaled >= 1; // not `> 0`: Math.round of XS leaves a subnormal number as it is
	let digits = decimals + 1;
	for (let rest = Math.floor(scaled / power); rest >= 10; rest = Math.floor(rest / 10)) digits++;
	const end = at + digits + (decimals > 0 ? 1 : 0) + (negative ? 1 : 0);
	if (end > target.length) return -1;
	let index = end;
	for (let written = 0; written < digits; written++) {
		if (written === decimals && decimals > 0) target[--index] = POINT;
		const next = Math.floor(scaled / 10);
		target[--index] = ZERO + (scaled - next * 10);
		scaled = next;
	}
	if (negative) target[at] = MINUS;
	return end;
}

/** `value` rounded to so many decimals (0 to 6), as `writeDecimal` writes it. It must be writable so. */
export function roundDecimal(value: number, decimals: number): number {
	const rounded = Math.round(Math.abs(value) * POWER[decimals]) / POWER[decimals];
	return value < 0 ? -rounded : rounded;
}

/** The fewest decimals, `least` (0 to 6) or more, with which `value` is written whole; DECIMALS_MAX when none are enough. */
export function decimalsOf(value: number, least: number): number {
	const size = Math.abs(value);
	for (let decimals = least; decimals < DECIMALS_MAX; decimals++) {
		const scaled = size * POWER[decimals];
		if (Math.abs(scaled - Math.round(scaled)) <= scaled * ROUNDING) return decimals;
	}
	return DECIMALS_MAX;
}

/** Writes the integer `value`, less than 2^31, with exactly `width` digits, zeros in front; -1 when it is negative or either has no room. */
export function writePadded(target: Uint8Array, at: number, value: number, width: number): number {
	const end = at + width;
	if (end > target.length || value < 0) return -1;
	let rest = value;
	for (let index = end - 1; index >= at; index--) {
		const next = (rest / 10) | 0;
		target[index] = ZERO + (rest - next * 10);
		rest = next;
	}
	return rest > 0 ? -1 : end;
}
