import { decodeBase64 } from "core/base64";
import { crc32 } from "core/crc32";

/** The most bytes of a transfer: as much as a record of settings can have (settings/record). */
export const TRANSFER_MAX = 16_384;
/** The most bytes of one chunk: its line is some 150 characters, so that one bad byte does not cost much. */
export const CHUNK_MAX = 96;
/** The longest line of a transfer: `:16384 `, 128 characters of Base64, a space, a checksum. */
export const LINE_MAX = 144;

const COLON = 0x3a;
const SPACE = 0x20;
const ZERO = 0x30;
const CHECKSUM = 8;
const HEX = "0123456789abcdef";

/** What became of a line. */
export const enum Taken {
	/** Its bytes are there, now or since before. */
	Yes = 0,
	/** It is no chunk, or not as it was sent. */
	Checksum = 1,
	/** It begins behind the next byte that is wanted. */
	Order = 2,
	/** It goes beyond the end. */
	Length = 3,
}

/**
 * Bytes that come in chunks over a noisy line, each `:<offset> <Base64> <CRC-32>`. The CRC-32 (8 hexadecimal digits) is over the characters
 * of the line before the space in front of it. A chunk that is there already does no harm; one that begins behind `next` is not taken.
 */
export class Transfer {
	private readonly line = new Uint8Array(LINE_MAX);
	private readonly crc: number;
	private bytes: Uint8Array;
	private _next = 0;

	/** `length`: 1 to TRANSFER_MAX; `crc`: the CRC-32 of all bytes. */
	constructor(length: number, crc: number) {
		this.bytes = new Uint8Array(length);
		this.crc = crc;
	}

	/** How many bytes are there: the offset of the chunk that is wanted. */
	get next(): number {
		return this._next;
	}

	get complete(): boolean {
		return this._next === this.bytes.length;
	}

	/** All bytes, when they are there and their CRC-32 is as announced. The transfer has none of them from then on. */
	finish(): Uint8Array | undefined {
		const bytes = this.bytes;
		const right = this.complete && crc32(bytes, 0, bytes.length) === this.crc;
		this.bytes = new Uint8Array(0);
		this._next = 0;
		return right ? bytes : undefined;
	}

	take(text: string): Taken {
		const line = this.line;
		const end = text.length - CHECKSUM - 1;
		if (end < 0 || !toCodes(text, line) || line[0] !== COLON || line[end] !== SPACE) return Taken.Checksum;
		if (readHex(text.slice(end + 1)) !== crc32(line, 0, end)) return Taken.Checksum;
		let at = 1;
		let offset = 0;
		for (; at < 7 && line[at] >= ZERO && line[at] <= ZERO + 9; at++) offset = offset * 10 + line[at] - ZERO;
		if (at === 1 || line[at] !== SPACE) return Taken.Checksum;
		if (offset > this._next) return Taken.Order;
		const next = decodeBase64(line, at + 1, end, this.bytes, offset);
		if (next < 0) return Taken.Length;
		if (next > this._next) this._next = next;
		return Taken.Yes;
	}
}

/** The number of 8 hexadecimal digits, -1 when they are none. */
export function readHex(text: string): number {
	if (text.length !== CHECKSUM) return -1;
	let value = 0;
	for (let i = 0; i < text.length; i++) {
		const digit = HEX.indexOf(text[i].toLowerCase());
		if (digit < 0) return -1;
		value = value * 16 + digit;
	}
	return value;
}

/** A CRC-32 as 8 hexadecimal digits. */
export function toHex(crc: number): string {
	return `0000000${crc.toString(16)}`.slice(-CHECKSUM);
}

/** The characters' codes; false when there are too many, or one that is no ASCII. */
function toCodes(text: string, codes: Uint8Array): boolean {
	if (text.length > codes.length) return false;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code > 0x7f) return false;
		codes[i] = code;
	}
	return true;
}
