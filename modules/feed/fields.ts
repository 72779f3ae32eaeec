import { DECIMAL_MAX, isWritable, POWER, writeDecimal, writeRoomy } from "core/decimal";
import { nibble } from "core/nibbles";

/** Fields of a channel: field1 to field8. */
export const FIELDS = 8;

const AMPERSAND = 0x26;
const POINT = 0x2e;
const ZERO = 0x30;
/** `field1=` to `field8=` */
const NAMES = Object.freeze(
	Array.from({ length: FIELDS }, (_, i) => Uint8Array.of(0x66, 0x69, 0x65, 0x6c, 0x64, ZERO + 1 + i, 0x3d)),
);
const NAME_LENGTH = 7;
const NAME_AND_DIGIT = NAME_LENGTH + 1;
const NAME_AND_TWO = NAME_LENGTH + 2;
/** `field1=` and a byte to be written over, as the double that has these eight bytes; and by how much that of each next name is larger. */
const FIRST_NAME = firstEight(NAMES[0]).getFloat64(0);
const NEXT_NAME = firstEight(NAMES[1]).getFloat64(0) - FIRST_NAME;
/** `0` to `99` and bytes to be written over, as the single floats that have these four bytes. */
const WHOLES = Object.freeze(
	Array.from({ length: 100 }, (_, i) => toFloat((i < 10 ? (ZERO + i) << 8 : twoDigits(i)) << 16)),
);
/** `.00&` to `.99&`, likewise. */
const HUNDREDTHS = Object.freeze(
	Array.from({ length: 100 }, (_, i) => toFloat((POINT << 24) | (twoDigits(i) << 8) | AMPERSAND)),
);
/** Below this, a number fits 31 bits when it is scaled by a million. */
const SHORT_MAX = 2_147;
/** From here on, a number cannot be written, whatever its decimals are. */
const WRITABLE_MAX = 2 ** 53;
/**
 * The double below a half. Added, and the rest cut off by `| 0`, it rounds half up. With a half itself 0.49999999999999994 would become 1, as
 * the sum is rounded, too.
 */
const ALMOST_HALF = 0.49999999999999994;

/** What all fields take at most, with an `&` behind each. */
export const FIELDS_ROOM = FIELDS * (NAME_LENGTH + DECIMAL_MAX + 1);

/** What the fields say: values[i] is field i+1, NaN where there is none, and nibble i of digits (core/nibbles) its decimals, 0 to 6. */
export interface FieldValues {
	readonly values: ArrayLike<number>;
	readonly digits: number;
}

/**
 * Writes `field1=21.50&field2=40.1` into a target that has FIELDS_ROOM bytes from `at` on, which is not looked at; returns the index after it. What
 * cannot be written (core/decimal) is left out. `view` is of the target.
 *
 * On XS a call costs as much as several lines of this, and writing eight bytes no more than writing one. So names and digits are written in as few calls as
 * possible, some with bytes too many: what follows is written over them. They are floats, since XS finds the methods for those first. Nothing of it is
 * aligned: where a chip minds, XS copies byte by byte (mxMisalignedSettersCrash in the SDK's xs/platforms/esp/xsPlatform.h). An `&` goes with each
 * number, as its last byte; the last one does not count.
 */
export function writeFields(target: Uint8Array, view: DataView, at: number, update: FieldValues): number {
	const values = update.values;
	const digits = update.digits;
	let index = at;
	let name = FIRST_NAME;
	let decimals = 0;
	let power = 1;
	for (let field = 0; field < FIELDS; field++) {
		const value = values[field];
		if (value >= 0 && value < SHORT_MAX) {
			if (((digits >> (4 * field)) & 0xf) !== decimals) {
				decimals = (digits >> (4 * field)) & 0xf;
				power = POWER[decimals];
			}
			const scaled = (value * power + ALMOST_HALF) | 0;
			const whole = (scaled / power) | 0;
			view.setFloat64(index, name);
			if (whole < 100) {
				view.setFloat32(index + NAME_LENGTH, WHOLES[whole]);
				index += whole < 10 ? NAME_AND_DIGIT : NAME_AND_TWO;
			} else index = writeWhole(view, index + NAME_LENGTH, whole);
			if (decimals === 2) {
				view.setFloat32(index, HUNDREDTHS[scaled - whole * 100]);
				index += 4;
			} else index = writeFraction(view, index, scaled - whole * power, decimals);
		} else if (value < WRITABLE_MAX) {
			// NaN is below nothing
			view.setFloat64(index, name);
			index = writeLong(target, index, value, nibble(digits, field));
		}
		name += NEXT_NAME;
	}
	return index > at ? index - 1 : at;
}

/** Writes any number behind a name, and an `&`; returns the index after it, or that of the name, which is `at`, when the number cannot be written. */
function writeLong(target: Uint8Array, at: number, value: number, decimals: number): number {
	const end = writeRoomy(target, at + NAME_LENGTH, value, decimals);
	if (end < 0) return at;
	target[end] = AMPERSAND;
	return end + 1;
}

/** Writes 100 to 9999; returns the index after it. Ten of one place become one of the next, which is eight bits further up. */
function writeWhole(view: DataView, at: number, whole: number): number {
	const tens = (whole / 10) | 0;
	const hundreds = (whole / 100) | 0;
	const thousands = (whole / 1_000) | 0;
	const digits =
		0x3030_3030 + whole + tens * (0x100 - 10) + hundreds * (0x1_0000 - 0xa00) + thousands * (0x100_0000 - 0xa_0000);
	view.setInt32(at, thousands > 0 ? digits : digits << 8);
	return thousands > 0 ? at + 4 : at + 3;
}

/** Writes a point and so many decimals, unless they are 0, and an `&`; returns the index after it. */
function writeFraction(view: DataView, at: number, fraction: number, decimals: number): number {
	if (decimals === 0) {
		view.setInt8(at, AMPERSAND);
		return at + 1;
	}
	if (decimals === 1) {
		view.setInt32(at, (POINT << 24) | ((ZERO + fraction) << 16) | (AMPERSAND << 8));
		return at + 3;
	}
	let rest = fraction;
	for (let index = at + decimals; index > at; index--) {
		const next = (rest / 10) | 0;
		view.setInt8(index, ZERO + rest - next * 10);
		rest = next;
	}
	view.setInt8(at, POINT);
	view.setInt8(at + decimals + 1, AMPERSAND);
	return at + decimals + 2;
}

/** As writeFields, where room is scarce; -1 when they do not fit. */
export function writeFieldsTightly(target: Uint8Array, at: number, { values, digits }: FieldValues): number {
	let index = at;
	for (let field = 0; field < FIELDS && index >= 0; field++) {
		const decimals = nibble(digits, field);
		if (!isWritable(values[field], decimals)) continue;
		index = writeName(target, index, at, NAMES[field]);
		if (index >= 0) index = writeDecimal(target, index, values[field], decimals);
	}
	return index;
}

/** Writes `name` with an `&` in front, unless it is at `start`; returns the index after it, or -1 when it does not fit with a byte behind it. */
export function writeName(target: Uint8Array, at: number, start: number, name: Uint8Array): number {
	let index = at;
	if (index + 1 + name.length > target.length) return -1;
	if (index > start) target[index++] = AMPERSAND;
	target.set(name, index);
	return index + name.length;
}

/** The digits of 0 to 99 in 16 bits. */
function twoDigits(value: number): number {
	const tens = (value / 10) | 0;
	return ((ZERO + tens) << 8) | (ZERO + value - tens * 10);
}

/** The single float that has these four bytes. */
function toFloat(bits: number): number {
	const four = new DataView(new ArrayBuffer(4));
	four.setInt32(0, bits);
	return four.getFloat32(0);
}

/** `bytes`, and zeros up to eight. */
function firstEight(bytes: Uint8Array): DataView {
	const eight = new Uint8Array(8);
	eight.set(bytes);
	return new DataView(eight.buffer);
}
