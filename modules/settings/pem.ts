import { base64Value } from "core/base64";
import { utf8Length } from "core/utf8";

const HEAD = "-----BEGIN CERTIFICATE-----";
const FOOT = "-----END CERTIFICATE-----";
/** What opens a DER SEQUENCE of 256 to 65535 bytes, as every certificate is one (X.690 §8.1.3.5). */
const SEQUENCE = 0x3082;
const SEQUENCE_HEADER = 4;

/**
 * Whether `text` holds one certificate or several in PEM form (RFC 7468 §5), in at most `most` bytes; text between them is allowed.
 * The bytes are not decoded beyond the outermost length: whoever verifies with them reads the rest.
 */
export function isPem(text: string, most: number): boolean {
	if (!(utf8Length(text) <= most)) return false; // NaN for what no record takes
	let at = text.indexOf(HEAD);
	let count = 0;
	while (at >= 0) {
		const foot = text.indexOf(FOOT, at);
		const next = text.indexOf(HEAD, at + 1);
		if (foot < 0 || (next >= 0 && next < foot) || !isCertificate(text, at + HEAD.length, foot)) return false;
		count++;
		at = next;
	}
	return count > 0;
}

/** Whether text[from..to) is base64 of one DER SEQUENCE, whole and with nothing behind it. */
function isCertificate(text: string, from: number, to: number): boolean {
	let digits = 0;
	let padding = 0;
	let head = 0;
	for (let at = from; at < to; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x0a || code === 0x0d || code === 0x20 || code === 0x09) continue;
		const value = base64Value(code);
		if (text[at] === "=") padding++;
		else if (value < 0 || padding > 0) return false;
		if (digits++ < 6) head = head * 64 + Math.max(0, value); // six digits hold four bytes and four bits
	}
	const bytes = (digits / 4) * 3 - padding;
	const header = Math.floor(head / 16);
	const whole = (header & 0xffff) + SEQUENCE_HEADER === bytes;
	return digits % 4 === 0 && padding <= 2 && digits >= 8 && header >>> 16 === SEQUENCE && whole;
}
