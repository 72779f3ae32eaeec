import { writeDecimal } from "core/decimal";
import { writePercent } from "feed/percent";
import type { Template } from "feed/template";

/** The longest value of ThingSpeak's, in bytes before they are percent-encoded. */
export const VALUE_MAX = 255;

const DASH = 0x2d;

/**
 * Writes a status, percent-encoded, at most VALUE_MAX bytes of it before that encoding: cut between two characters, or in front of a number
 * that has no room. `live` belongs to the slots below LIVE_SLOTS, whole numbers, a `-` where one is not known. Returns the index after it,
 * or -1 when it does not fit.
 */
export function writeStatus(target: Uint8Array, at: number, status: Template, live: Float64Array): number {
	const { parts } = status;
	let index = at;
	let room = VALUE_MAX;
	for (let i = 0; i < parts.length && index >= 0; i++) {
		const part = parts[i];
		if (typeof part === "number") {
			const end = writeNumber(target, index, live[part], 0);
			if (end - index > room) return index; // never half a number
			room -= end - index;
			index = end;
		} else {
			const length = cut(part, room);
			index = writePercent(target, index, part, length);
			if (length < part.length) return index;
			room -= length;
		}
	}
	return index;
}

/** Writes `value`, or a `-` where it is not known. A digit, a point and a minus sign need no encoding in a form or in JSON. */
export function writeNumber(target: Uint8Array, at: number, value: number, digits: number): number {
	if (!Number.isNaN(value)) return writeDecimal(target, at, value, digits);
	if (at >= target.length) return -1;
	target[at] = DASH;
	return at + 1;
}

/** How many of the bytes stay when there is room for so many, no character cut in half. */
function cut(bytes: Uint8Array, room: number): number {
	if (bytes.length <= room) return bytes.length;
	let length = room;
	while (length > 0 && (bytes[length] & 0xc0) === 0x80) length--;
	return length;
}
