/** UTF-8 by hand: the engines differ in which helper they have, and the guest must not. */

/** The UTF-8 bytes of `text`; half a surrogate pair becomes U+FFFD. */
export function encodeText(text: string): Uint8Array {
	const bytes: number[] = [];
	for (const character of text) {
		let code = character.codePointAt(0) ?? 0;
		if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
		if (code < 0x80) bytes.push(code);
		else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
		else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
		else
			bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
	}
	return Uint8Array.from(bytes);
}

/** The text of well-formed UTF-8 bytes. */
export function decodeText(bytes: Uint8Array): string {
	let text = "";
	for (let at = 0; at < bytes.length; ) {
		const lead = bytes[at++];
		const more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
		let code = more === 0 ? lead : lead & (0x3f >> more);
		for (let i = 0; i < more; i++) code = (code << 6) | (bytes[at++] & 0x3f);
		text += String.fromCodePoint(code);
	}
	return text;
}

/** The bytes of what the SDK calls a byte buffer: an ArrayBuffer or any view of one. */
export function toBytes(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
	if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
	return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
