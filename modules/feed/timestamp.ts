import { writePadded } from "core/decimal";
import { isDigit } from "feed/bytes";

/** Length of what `writeTimestamp` writes, with its colons encoded. */
export const TIMESTAMP_LENGTH = 24;
/** As TIMESTAMP_LENGTH, with plain colons. */
const PLAIN_LENGTH = 20;

const DAY_S = 86_400;
const SECOND_MS = 1_000;
const PLUS = 0x2b;
const DASH = 0x2d;
const POINT = 0x2e;
const PLAIN = 0x3a;
const T = 0x54;
const Z = 0x5a;
const ZERO = 0x30;
/** `YYYY-MM-DDT` */
const DATE_LENGTH = 11;
/** `%3A` */
const COLON_LENGTH = 3;
/** What stands around the digits: `____-__-__T__:__:__Z`. */
const PLAIN_FORM = Uint8Array.of(0, 0, 0, 0, DASH, 0, 0, DASH, 0, 0, T, 0, 0, PLAIN, 0, 0, PLAIN, 0, 0, Z);
/** As PLAIN_FORM, the colons as form encoding has them. */
const FORM = Uint8Array.of(...PLAIN_FORM.slice(0, 13), 0x25, 0x33, 0x41, 0, 0, 0x25, 0x33, 0x41, 0, 0, Z);
/** The year 10000, in seconds since 1970. */
const SECONDS_END = 253_402_300_800;
/** Where the parts of `YYYY-MM-DDTHH:MM:SS` are parted, and by what. */
const MARK_AT = Uint8Array.of(4, 7, 10, 13, 16);
const MARKS = Uint8Array.of(DASH, DASH, T, PLAIN, PLAIN);
const READ_LENGTH = 19;

/**
 * Writes `YYYY-MM-DDTHH:MM:SSZ` (ISO 8601, UTC), its colons percent-encoded as %3A unless `plain`, for `time`, milliseconds since 1970, from year 1970 to 9999; returns the
 * index after it, or -1 when it does not fit or the time is out of range. No Date and no string is made.
 */
export function writeTimestamp(target: Uint8Array, at: number, time: number, plain = false): number {
	const seconds = Math.floor(time / SECOND_MS);
	const end = at + (plain ? PLAIN_LENGTH : TIMESTAMP_LENGTH);
	if (!(seconds >= 0 && seconds < SECONDS_END) || end > target.length) return -1;
	const days = (seconds / DAY_S) | 0;
	const ofDay = seconds - days * DAY_S;
	const minutes = (ofDay / 60) | 0;
	const hours = (minutes / 60) | 0;
	const colon = plain ? 1 : COLON_LENGTH;
	target.set(plain ? PLAIN_FORM : FORM, at);
	writeDate(target, at, days);
	writeTwo(target, at + DATE_LENGTH, hours);
	writeTwo(target, at + DATE_LENGTH + 2 + colon, minutes - hours * 60);
	writeTwo(target, end - 3, ofDay - minutes * 60);
	return end;
}

/**
 * The digits of `YYYY-MM-DD`, so many days since 1970. Nothing of Math is called: it all fits 31 bits.
 *
 * Days to calendar: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
function writeDate(target: Uint8Array, at: number, days: number): void {
	const shifted = days + 719_468; // days since 0000-03-01
	const era = (shifted / 146_097) | 0;
	const ofEra = shifted - era * 146_097;
	const yearOfEra = ((ofEra - ((ofEra / 1_460) | 0) + ((ofEra / 36_524) | 0) - ((ofEra / 146_096) | 0)) / 365) | 0;
	const ofYear = ofEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
	const march = ((5 * ofYear + 2) / 153) | 0; // months since March
	const month = march < 10 ? march + 3 : march - 9;
	writePadded(target, at, yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
	writeTwo(target, at + 5, month);
	writeTwo(target, at + 8, ofYear - (((153 * march + 2) / 5) | 0) + 1);
}

/** Two digits, for which there is room. */
function writeTwo(target: Uint8Array, at: number, value: number): void {
	const tens = (value / 10) | 0;
	target[at] = ZERO + tens;
	target[at + 1] = ZERO + value - tens * 10;
}

/**
 * The time in bytes[from..to), in milliseconds since 1970: `YYYY-MM-DDTHH:MM:SS`, perhaps a fraction, which is passed over, and `Z` or an offset
 * from UTC as `+HH:MM` (ISO 8601). NaN for anything else, and for a date that no calendar has. No string is made.
 */
export function readTimestamp(bytes: Uint8Array, from: number, to: number): number {
	const end = Math.min(to, bytes.length);
	if (end - from <= READ_LENGTH) return Number.NaN;
	for (let i = 0; i < MARKS.length; i++) if (bytes[from + MARK_AT[i]] !== MARKS[i]) return Number.NaN;
	const year = digits(bytes, from, 4);
	const month = digits(bytes, from + 5, 2);
	const day = digits(bytes, from + 8, 2);
	const second = digits(bytes, from + 17, 2);
	if (!(second < 60)) return Number.NaN;
	const seconds = clockMinutes(bytes, from + 11) * 60 + second;
	let at = from + READ_LENGTH;
	if (bytes[at] === POINT) {
		const fraction = ++at;
		while (at < end && isDigit(bytes[at])) at++;
		if (at === fraction) return Number.NaN;
	}
	const offset = offsetMinutes(bytes, at, end);
	return (dayNumber(year, month, day) * DAY_S + seconds - offset * 60) * SECOND_MS;
}

/** `count` digits as a number; NaN for anything else. */
function digits(bytes: Uint8Array, at: number, count: number): number {
	let number = 0;
	for (let i = at; i < at + count; i++) {
		if (!isDigit(bytes[i])) return Number.NaN;
		number = number * 10 + (bytes[i] - 0x30);
	}
	return number;
}

/** Minutes of `HH:MM`. */
function clockMinutes(bytes: Uint8Array, at: number): number {
	const hour = digits(bytes, at, 2);
	const minute = digits(bytes, at + 3, 2);
	return hour < 24 && minute < 60 ? hour * 60 + minute : Number.NaN;
}

/** Minutes of `Z` or `+HH:MM` in bytes[at..end). */
function offsetMinutes(bytes: Uint8Array, at: number, end: number): number {
	if (bytes[at] === Z && at + 1 === end) return 0;
	const sign = bytes[at] === PLUS ? 1 : bytes[at] === DASH ? -1 : 0;
	if (sign === 0 || at + 6 !== end || bytes[at + 3] !== PLAIN) return Number.NaN;
	return sign * clockMinutes(bytes, at + 1);
}

/** Days since 1970 of a date; NaN for one that no calendar has. H. Hinnant, as above, days_from_civil. */
function dayNumber(year: number, month: number, day: number): number {
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const length = month === 2 ? (leap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
	if (!(month >= 1 && month <= 12 && day >= 1 && day <= length)) return Number.NaN;
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const ofEra = shifted - era * 400;
	const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
	return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
