import { base64Value } from "core/base64";

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";
/** What the first line of each form ends with: `PRIVATE KEY`, `EC PRIVATE KEY`, `RSA PRIVATE KEY`. */
const PRIVATE_KEY = "PRIVATE KEY-----";

/**
 * The certificates of a PEM text (RFC 7468) in DER, in their order; none for an empty text. What stands between them is
 * ignored, as the standard says. Throws RangeError when a text holds no certificate, or one that is cut or not base64.
 */
export function decodePem(text: string): Uint8Array[] {
	const certificates: Uint8Array[] = [];
	for (let begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin)) {
		const end = text.indexOf(END, begin);
		if (end < 0) throw new RangeError("PEM: certificate without an end");
		certificates.push(decodeBase64(text, begin + BEGIN.length, end));
		begin = end;
	}
	if (certificates.length === 0 && text.trim().length > 0) throw new RangeError("PEM: no certificate");
	return certificates;
}

/** The private key of a PEM text (RFC 7468 §10, RFC 5915 §4), whatever its form, in DER. Throws RangeError when there is none. */
export function decodePrivateKey(text: string): Uint8Array {
	const label = text.indexOf(PRIVATE_KEY);
	const end = text.indexOf("-----END ", label);
	if (label < 0 || end < 0) throw new RangeError("PEM: no private key");
	return decodeBase64(text, label + PRIVATE_KEY.length, end);
}

/** The bytes of text[from..to) in base64 (RFC 4648 §4); white space is skipped. */
function decodeBase64(text: string, from: number, to: number): Uint8Array {
	const bytes = new Uint8Array(Math.ceil(((to - from) * 3) / 4));
	let length = 0;
	let bits = 0;
	let count = 0;
	for (let i = from; i < to; i++) {
		const code = text.charCodeAt(i);
		if (code <= 0x20 || code === 0x3d) continue; // white space and the padding sign
		const value = base64Value(code);
		if (value < 0) throw new RangeError("PEM: not base64");
		bits = ((bits << 6) | value) & 0xff_ffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			bytes[length++] = bits >>> count;
		}
	}
	return bytes.slice(0, length);
}
