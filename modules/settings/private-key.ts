import { decodeBase64 } from "core/base64";
import { isPrivateKey } from "settings/private-key-der";

/** The end of the line that begins or ends a private key in PEM form, of whatever kind. */
const LABEL = "PRIVATE KEY-----";
const BEGIN = "-----BEGIN ";
const END = "-----END ";
const DASHES = "-----";
/** Characters of a line (RFC 7468 §2). */
const LINE = 64;

/** Whether there is a private key in `text`, whole or not. */
export function holdsPrivateKey(text: string): boolean {
	return text.includes(LABEL);
}

/**
 * The one private key in `text` as PEM (RFC 7468 §10, RFC 5915 §4) with lines of 64 characters, in at most `most` characters: PKCS #8, PKCS #1
 * (RSA) or SEC 1 (EC), not encrypted; RSA of 2048 to 4096 bits, or EC on P-256 or P-384. What stands around it (EC PARAMETERS, a
 * certificate) is left out. Undefined when there is none, or two, or one of another kind. Whoever signs with it reads its numbers.
 */
export function toPrivateKey(text: string, most: number): string | undefined {
	const from = text.indexOf(LABEL) + LABEL.length;
	const begin = text.lastIndexOf(BEGIN, from);
	if (from < LABEL.length || begin < 0) return undefined;
	const form = text.slice(begin + BEGIN.length, from - DASHES.length);
	const foot = `${END}${form}${DASHES}`;
	const end = text.indexOf(foot, from);
	if (end < 0 || text.indexOf(LABEL, end + foot.length) >= 0) return undefined;
	const digits = digitsOf(text, from, end, most);
	const der = new Uint8Array((digits.length * 3) >> 2);
	const length = decodeBase64(digits, 0, digits.length, der, 0);
	const good = length > 0 && isPrivateKey(form, der.subarray(0, length));
	der.fill(0);
	const pem = good ? `${BEGIN}${form}${DASHES}\n${linesOf(digits)}${foot}\n` : undefined;
	digits.fill(0);
	return pem !== undefined && pem.length <= most ? pem : undefined;
}

/** What is no blank of text[from..to), in codes; none when there are more than `most`. */
function digitsOf(text: string, from: number, to: number, most: number): Uint8Array {
	let length = 0;
	for (let at = from; at < to; at++) if (text.charCodeAt(at) > 0x20) length++;
	if (length > most) return new Uint8Array(0);
	const digits = new Uint8Array(length);
	for (let at = from, next = 0; at < to; at++) {
		const code = text.charCodeAt(at);
		if (code > 0x20) digits[next++] = code > 0x7f ? 0 : code;
	}
	return digits;
}

function linesOf(digits: Uint8Array): string {
	let text = "";
	for (let at = 0; at < digits.length; at += LINE)
		text += `${String.fromCharCode(...digits.subarray(at, at + LINE))}\n`;
	return text;
}
