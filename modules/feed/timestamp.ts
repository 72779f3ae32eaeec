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
/** A colon as form encoding has it. */
const COLON = Uint8Array.of(0x25, 0x33, 0x41);
const PLAIN_COLON = Uint8Array.of(0x3a);
const PLAIN = 0x3a;
const T = 0x54;
const Z = 0x5a;
/** Where the parts of `YYYY-MM-DDTHH:MM:SS` are parted, and by what. */
const MARK_AT = Uint8Array.of(4, 7, 10, 13, 16);
const MARKS = Uint8Array.of(DASH, DASH, T, PLAIN, PLAIN);
const READ_LENGTH = 19;

/**
 * Writes `YYYY-MM-DDTHH:MM:SSZ` (ISO 8601, UTC), its colons percent-encoded as %3A unless `plain`, for `time`, milliseconds since 1970, from year 1970 to 9999; returns the
 * index after it, or -1 when it does not fit or the time is out of range. No Date and no string is made.
 *
 * Days to calendar: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
export function writeTimestamp(target: Uint8Array, at: number, time: number, plain = false): number {
	const colon = plain ? PLAIN_COLON : COLON;
	const seconds = Math.floor(time / 1_000);
	if (!(seconds >= 0 && seconds < 253_402_300_800) || at + (plain ? PLAIN_LENGTH : TIMESTAMP_LENGTH) > target.length)
		return -1;
	const days = Math.floor(seconds / DAY_S);
	const ofDay = seconds - days * DAY_S;

	const shifted = days + 719_468; // days since 0000-03-01
	const era = Math.floor(shifted / 146_097);
	const ofEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
	);
	const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const march = Math.floor((5 * ofYear + 2) / 153); // months since March
	const day = ofYear - Math.floor((153 * march + 2) / 5) + 1;
	const month = march < 10 ? march + 3 : march - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);

	let index = writePadded(target, at, year, 4);
	target[index++] = DASH;
	index = writePadded(target, index, month, 2);
	target[index++] = DASH;
	index = writePadded(target, index, day, 2);
	target[index++] = T;
	index = writePadded(target, index, Math.floor(ofDay / 3_600), 2);
	target.set(colon, index);
	index = writePadded(target, index + colon.length, Math.floor(ofDay / 60) % 60, 2);
	target.set(colon, index);
	index = writePadded(target, index + colon.length, ofDay % 60, 2);
	target[index++] = Z;
	return index;
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
