import { hexOf, isJsonNumber, isLiteral, isSpace, readNumber, sameBytes } from "feed/bytes";
import { readTimestamp } from "feed/timestamp";

/** What became of a scan. */
export const enum Scan {
	/** The text is one JSON object of the form that is wanted, to its end. */
	Whole = 0,
	/** It stops early: what was found in front of that counts when the tail is known to be lost. */
	Short = 1,
	/** It is something else: not JSON, nested, or with a member twice. */
	Broken = 2,
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const ZERO = 0x30;

const ENTRY_ID = Uint8Array.of(0x65, 0x6e, 0x74, 0x72, 0x79, 0x5f, 0x69, 0x64);
const CREATED_AT = Uint8Array.of(0x63, 0x72, 0x65, 0x61, 0x74, 0x65, 0x64, 0x5f, 0x61, 0x74);
const FIELD = Uint8Array.of(0x66, 0x69, 0x65, 0x6c, 0x64);
const NULL = Uint8Array.of(0x6e, 0x75, 0x6c, 0x6c);
const TRUE = Uint8Array.of(0x74, 0x72, 0x75, 0x65);
const FALSE = Uint8Array.of(0x66, 0x61, 0x6c, 0x73, 0x65);
/** What may follow a backslash, besides `u` (RFC 8259 §7), and what it stands for. */
const ESCAPES = Uint8Array.of(0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74);
const ESCAPED = Uint8Array.of(0x22, 0x5c, 0x2f, 0x08, 0x0c, 0x0a, 0x0d, 0x09);
/** Highest entry_id that is believed. */
const ENTRY_MAX = 0xffff_ffff;

/**
 * Reads what a channel feed's subscription brings (ThingSpeak, "Subscribe to a Channel Feed"): one flat JSON object, of which only entry_id,
 * created_at and one field are wanted. Members may come in any order, unknown ones are passed over; values are strings, numbers, true, false or null.
 * One pass over the bytes, no garbage, and nothing is read outside of what is given.
 */
export class FeedScanner {
	/** entry_id, 1 to 2^32 - 1; 0 when there was none of use. */
	entry = 0;
	/** created_at in milliseconds since 1970; 0 when there was none of use. */
	time = 0;
	/** The wanted field's text is bytes[from..to), without quotes, escapes as they came (copyText); from is -1 where it is missing or null. */
	from = -1;
	to = -1;
	private bytes: Uint8Array = NULL;
	private at = 0;
	private end = 0;
	/** Bounds of the string or literal that was read last. */
	private left = 0;
	private right = 0;
	private fieldSeen = false;
	private entrySeen = false;
	private timeSeen = false;

	/** Reads bytes[from..to) for entry_id, created_at and `field` (1 to 8; 0: none is wanted). */
	scan(bytes: Uint8Array, from: number, to: number, field: number): Scan {
		this.bytes = bytes;
		this.at = from;
		this.end = Math.min(to, bytes.length);
		this.entry = this.time = 0;
		this.from = this.to = -1;
		this.fieldSeen = this.entrySeen = this.timeSeen = false;
		const result = this.object(field);
		this.bytes = NULL;
		if (result === Scan.Broken) this.entry = this.time = 0;
		if (result === Scan.Broken) this.from = this.to = -1;
		return result;
	}

	private object(field: number): Scan {
		if (!this.is(OPEN)) return this.stopped();
		if (this.is(CLOSE)) return this.rest();
		for (;;) {
			const verdict = this.member(field);
			if (verdict !== Scan.Whole) return verdict;
			if (this.is(CLOSE)) return this.rest();
			if (!this.is(COMMA)) return this.stopped();
		}
	}

	/** Only whitespace may follow the object. */
	private rest(): Scan {
		this.space();
		return this.at === this.end ? Scan.Whole : Scan.Broken;
	}

	/** What was wanted is not there: there is nothing, or something else. */
	private stopped(): Scan {
		return this.at >= this.end ? Scan.Short : Scan.Broken;
	}

	private member(field: number): Scan {
		if (!this.is(QUOTE)) return this.stopped();
		const name = this.string();
		if (name !== Scan.Whole) return name;
		const isEntry = sameBytes(this.bytes, this.left, this.right, ENTRY_ID);
		const isTime = sameBytes(this.bytes, this.left, this.right, CREATED_AT);
		const isField = this.isField(field);
		if (!this.is(COLON)) return this.stopped();
		const text = this.is(QUOTE);
		const value = text ? this.string() : this.literal();
		if (value !== Scan.Whole) return value;
		if ((isEntry && this.entrySeen) || (isTime && this.timeSeen) || (isField && this.fieldSeen)) return Scan.Broken;
		if (isEntry) this.takeEntry();
		if (isTime) this.takeTime();
		if (isField) this.takeField(text);
		return Scan.Whole;
	}

	private isField(field: number): boolean {
		const bytes = this.bytes;
		const left = this.left;
		const right = this.right;
		if (field < 1 || right - left !== FIELD.length + 1) return false;
		return sameBytes(bytes, left, right - 1, FIELD) && bytes[right - 1] === ZERO + field;
	}

	private takeEntry(): void {
		this.entrySeen = true;
		const number = readNumber(this.bytes, this.left, this.right);
		if (Number.isInteger(number) && number >= 1 && number <= ENTRY_MAX) this.entry = number;
	}

	private takeTime(): void {
		this.timeSeen = true;
		const time = readTimestamp(this.bytes, this.left, this.right);
		if (time > 0) this.time = time;
	}

	private takeField(text: boolean): void {
		this.fieldSeen = true;
		if (!text && sameBytes(this.bytes, this.left, this.right, NULL)) return;
		this.from = this.left;
		this.to = this.right;
	}

	/** Takes a string up to its closing quote; the opening one is taken. */
	private string(): Scan {
		const bytes = this.bytes;
		const end = this.end;
		this.left = this.at;
		for (let at = this.at; at < end; at++) {
			const byte = bytes[at];
			if (byte === QUOTE) {
				this.right = at;
				this.at = at + 1;
				return Scan.Whole;
			}
			if (byte < 0x20) return Scan.Broken;
			if (byte !== BACKSLASH) continue;
			at = this.escape(at + 1);
			if (at < 0) return Scan.Broken;
		}
		return Scan.Short;
	}

	/** The last index of an escape whose backslash stands before `at`, -1 when it is none. Behind the end when it stops early. */
	private escape(at: number): number {
		const bytes = this.bytes;
		if (at >= this.end) return at;
		if (bytes[at] !== SMALL_U) return ESCAPES.indexOf(bytes[at]) < 0 ? -1 : at;
		for (let digit = 1; digit <= 4 && at + digit < this.end; digit++) if (hexOf(bytes[at + digit]) < 0) return -1;
		return at + 4;
	}

	/** Takes a number, true, false or null. */
	private literal(): Scan {
		this.space();
		const bytes = this.bytes;
		const end = this.end;
		let at = this.at;
		while (at < end && isLiteral(bytes[at])) at++;
		if (at === end) return Scan.Short;
		this.left = this.at;
		this.right = this.at = at;
		const left = this.left;
		if (at === left) return Scan.Broken;
		const word =
			sameBytes(bytes, left, at, NULL) || sameBytes(bytes, left, at, TRUE) || sameBytes(bytes, left, at, FALSE);
		return word || isJsonNumber(bytes, left, at) ? Scan.Whole : Scan.Broken;
	}

	/** Takes `byte` behind any whitespace, when it is there. */
	private is(byte: number): boolean {
		this.space();
		if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
		this.at++;
		return true;
	}

	private space(): void {
		while (this.at < this.end && isSpace(this.bytes[this.at])) this.at++;
	}
}

/**
 * Copies the text of a JSON string's inside, bytes[from..to), into `target`, escapes resolved (RFC 8259 §7; characters above U+FFFF come as they are).
 * Returns its length, or -1 when it does not fit or holds half a surrogate pair.
 */
export function copyText(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
	let length = 0;
	for (let at = from; at < to; at++) {
		let code = bytes[at];
		if (code !== BACKSLASH) {
			if (length >= target.length) return -1;
			target[length++] = code;
			continue;
		}
		const kind = bytes[++at];
		if (kind === SMALL_U) {
			code = 0;
			for (let digit = 0; digit < 4; digit++) code = code * 16 + hexOf(bytes[++at]);
		} else code = ESCAPED[ESCAPES.indexOf(kind)];
		length = writeCode(target, length, code);
		if (length < 0) return -1;
	}
	return length;
}

/** One character of the Basic Multilingual Plane as UTF-8; -1 when it does not fit or is half a surrogate pair. */
function writeCode(target: Uint8Array, at: number, code: number): number {
	const count = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
	if (!(code >= 0 && code <= 0xffff) || (code >= 0xd800 && code <= 0xdfff) || at + count > target.length) return -1;
	if (count === 1) target[at] = code;
	else if (count === 2) {
		target[at] = 0xc0 | (code >> 6);
		target[at + 1] = 0x80 | (code & 0x3f);
	} else {
		target[at] = 0xe0 | (code >> 12);
		target[at + 1] = 0x80 | ((code >> 6) & 0x3f);
		target[at + 2] = 0x80 | (code & 0x3f);
	}
	return at + count;
}
