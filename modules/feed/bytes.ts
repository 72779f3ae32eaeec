const ZERO = 0x30;
const NINE = 0x39;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;

/** The longest number that readNumber takes, in digits: all of them are exact in a double. */
const DIGITS_MAX = 15;

/**
 * The number in bytes[from..to): a sign, digits, a point and digits, spaces around it; 15 digits at most, no exponent. NaN for anything else. No
 * string is made.
 */
export function readNumber(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	let end = Math.min(to, bytes.length);
	while (at < end && isSpace(bytes[at])) at++;
	while (end > at && isSpace(bytes[end - 1])) end--;
	if (at >= end) return Number.NaN;
	if (bytes[at] === MINUS) return 0 - readDecimal(bytes, at + 1, end);
	return readDecimal(bytes, bytes[at] === PLUS ? at + 1 : at, end);
}

/** Digits, and a point with digits. */
function readDecimal(bytes: Uint8Array, from: number, to: number): number {
	let mantissa = 0;
	let point = to;
	for (let at = from; at < to; at++) {
		const byte = bytes[at];
		if (byte >= ZERO && byte <= NINE) mantissa = mantissa * 10 + (byte - ZERO);
		else if (byte === POINT && point === to) point = at;
		else return Number.NaN;
	}
	const scale = Math.max(0, to - point - 1);
	const digits = point - from + scale;
	if (point === from || point + 1 === to || digits > DIGITS_MAX) return Number.NaN;
	let power = 1;
	for (let i = 0; i < scale; i++) power *= 10;
	return mantissa / power;
}

/** True when bytes[from..to) are those of `word`. */
export function sameBytes(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
	if (to - from !== word.length) return false;
	for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
	return true;
}

/** 0 to 9. */
export function isDigit(byte: number): boolean {
	return byte >= ZERO && byte <= NINE;
}

/** Whitespace of JSON (RFC 8259 §2). */
export function isSpace(byte: number): boolean {
	return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Letters, digits, `+`, `-` and `.`. */
export function isLiteral(byte: number): boolean {
	const letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
	return letter || (byte >= ZERO && byte <= NINE) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

/** The value of a hexadecimal digit, -1 for anything else. */
export function hexOf(byte: number): number {
	if (byte >= ZERO && byte <= NINE) return byte - ZERO;
	const lower = byte | 0x20;
	return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

/** True for a number as JSON has it (RFC 8259 §6). */
export function isJsonNumber(bytes: Uint8Array, from: number, to: number): boolean {
	let at = from;
	if (bytes[at] === 0x2d) at++;
	const whole = digitsFrom(bytes, at, to);
	if (whole === at || (bytes[at] === ZERO && whole > at + 1)) return false;
	at = whole;
	if (at < to && bytes[at] === 0x2e) {
		const fraction = digitsFrom(bytes, at + 1, to);
		if (fraction === at + 1) return false;
		at = fraction;
	}
	if (at < to && (bytes[at] | 0x20) === 0x65) {
		at++;
		if (at < to && (bytes[at] === 0x2b || bytes[at] === 0x2d)) at++;
		const exponent = digitsFrom(bytes, at, to);
		if (exponent === at) return false;
		at = exponent;
	}
	return at === to;
}

function digitsFrom(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] >= ZERO && bytes[at] <= NINE) at++;
	return at;
}
