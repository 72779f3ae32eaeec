/**
 * True when bytes[from..to) are well-formed UTF-8 as MQTT wants it: no overlong form, nothing above U+10FFFF, no surrogate
 * D800-DFFF [MQTT-1.5.3-1] and no U+0000 [MQTT-1.5.3-2]. A byte order mark is data like any other [MQTT-1.5.3-3].
 * Ranges: Unicode 15, table 3-7 "Well-Formed UTF-8 Byte Sequences".
 */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
	let at = from;
	while (at < to) {
		const lead = bytes[at++];
		if (lead === 0) return false;
		if (lead < 0x80) continue;
		const more = continuations(lead);
		if (more === 0 || at + more > to || !allowsSecond(lead, bytes[at])) return false;
		for (let i = 1; i < more; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return false;
		at += more;
	}
	return true;
}

/** How many bytes follow this lead byte of 0x80 or more; 0 when it cannot lead (a continuation, C0, C1, F5 and above). */
function continuations(lead: number): number {
	if (lead < 0xc2 || lead > 0xf4) return 0;
	return lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
}

/** Whether `second` may follow: overlong forms, surrogates and values above U+10FFFF show themselves here. */
function allowsSecond(lead: number, second: number): boolean {
	const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
	const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
	return second >= least && second <= most;
}

/**
 * The UTF-8 bytes of `text`, its NULs and lone surrogates refused: undefined then. Allocates those bytes and nothing beside them: an array
 * of a certificate's bytes as numbers is more than a board's heap. Written out by hand because the engine's own helper differs between
 * the board (ArrayBuffer.fromString) and a PC (TextEncoder).
 */
export function toUtf8(text: string): Uint8Array | undefined {
	const length = utf8Length(text);
	if (Number.isNaN(length)) return undefined;
	const bytes = new Uint8Array(length);
	let at = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.codePointAt(i) ?? 0;
		if (code > 0xffff) i++;
		at = encode(code, bytes, at);
	}
	return bytes;
}

/** The length of `text` in UTF-8; NaN when it holds a NUL or half a surrogate pair, which `toUtf8` refuses. */
export function utf8Length(text: string): number {
	let length = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.codePointAt(i) ?? 0;
		if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) return Number.NaN;
		length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
		if (code > 0xffff) i++;
	}
	return length;
}

/** Writes the UTF-8 of `code` at `at`; returns where the next one goes. */
function encode(code: number, bytes: Uint8Array, at: number): number {
	if (code < 0x80) {
		bytes[at] = code;
		return at + 1;
	}
	const more = code < 0x800 ? 1 : code < 0x1_0000 ? 2 : 3;
	bytes[at] = ((0xf00 >> (more + 1)) & 0xff) | (code >> (6 * more));
	for (let i = 1; i <= more; i++) bytes[at + i] = 0x80 | ((code >> (6 * (more - i))) & 0x3f);
	return at + 1 + more;
}

/**
 * The text of bytes[from..to), or undefined when they are no well-formed UTF-8 or hold a NUL: what `toUtf8` made of it. For set-up only.
 */
export function fromUtf8(bytes: Uint8Array, from: number, to: number): string | undefined {
	if (!isUtf8(bytes, from, to)) return undefined;
	let text = "";
	for (let at = from; at < to; ) {
		const lead = bytes[at++];
		const more = lead < 0x80 ? 0 : continuations(lead);
		let code = more === 0 ? lead : lead & (0x3f >> more);
		for (let i = 0; i < more; i++) code = (code << 6) | (bytes[at++] & 0x3f);
		text += String.fromCodePoint(code);
	}
	return text;
}

/** The text of bytes[from..to), for people: what is not ASCII and printable becomes `?`. Allocates; for logs only. */
export function toAscii(bytes: Uint8Array, from: number, to: number): string {
	let text = "";
	for (let at = from; at < to; at++) {
		const byte = bytes[at];
		text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "?";
	}
	return text;
}

/**
 * `text` as a terminal may get it: control characters (C0, DEL, C1), line separators, changes of direction and half surrogate pairs
 * become `?`. Allocates; for logs only.
 */
export function toShown(text: string): string {
	let shown = "";
	for (const character of text) shown += isShown(character.codePointAt(0) ?? 0) ? character : "?";
	return shown;
}

function isShown(code: number): boolean {
	if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff)) return false;
	return !((code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069));
}
