import { writePadded } from "core/decimal";

/** Length of what `writeTimestamp` writes, with its colons encoded. */
export const TIMESTAMP_LENGTH = 24;
/** As TIMESTAMP_LENGTH, with plain colons. */
const PLAIN_LENGTH = 20;

const DAY_S = 86_400;
const DASH = 0x2d;
/** A colon as form encoding has it. */
const COLON = Uint8Array.of(0x25, 0x33, 0x41);
const PLAIN_COLON = Uint8Array.of(0x3a);
const T = 0x54;
const Z = 0x5a;

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
