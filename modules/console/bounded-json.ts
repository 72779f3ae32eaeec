import { fromUtf8 } from "core/utf8";

/** Deeper than this is no settings object. A parser goes down with the nesting, and a board's stack is small. */
const DEPTH_MAX = 8;
/** More members than this no board's settings have: each one costs memory until the object is gone. */
const MEMBERS_MAX = 512;
/** Bytes that become text at a time: text that grows bit by bit is copied again with every bit. */
const PIECE = 128;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** The JSON value in `bytes`, wrapped, or undefined when it is none, or one that is too deep or has too many members. */
export function readJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
	const text = fits(bytes) ? toText(bytes) : undefined;
	if (text === undefined) return undefined;
	try {
		return { value: JSON.parse(text) };
	} catch {
		return undefined; // whose words could repeat a part of it
	}
}

/** Counts brackets and colons outside of strings. What is no JSON is the parser's to refuse. */
function fits(bytes: Uint8Array): boolean {
	let depth = 0;
	let members = 0;
	for (let at = 0; at < bytes.length; at++) {
		switch (bytes[at]) {
			case QUOTE:
				at = endOfString(bytes, at + 1);
				break;
			case 0x5b:
			case 0x7b:
				if (++depth > DEPTH_MAX) return false;
				break;
			case 0x5d:
			case 0x7d:
				depth--;
				break;
			case COLON:
				if (++members > MEMBERS_MAX) return false;
		}
	}
	return true;
}

/** The index of the quote that ends a string, or the end. */
function endOfString(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
	return at;
}

function toText(bytes: Uint8Array): string | undefined {
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; ) {
		let end = Math.min(at + PIECE, bytes.length);
		while (end < bytes.length && end > at && (bytes[end] & 0xc0) === 0x80) end--; // between two characters
		const piece = fromUtf8(bytes, at, end);
		if (piece === undefined || end === at) return undefined;
		pieces.push(piece);
		at = end;
	}
	return pieces.join("");
}
