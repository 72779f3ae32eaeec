const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 (RFC 4648 §4), written out since XS alone has no helper for it. */
export function base64(bytes: readonly number[]): string {
	let text = "";
	for (let at = 0; at < bytes.length; at += 3) {
		const [a, b = 0, c = 0] = bytes.slice(at, at + 3);
		const bits = (a << 16) | (b << 8) | c;
		const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63]);
		const used = Math.min(3, bytes.length - at) + 1;
		text += digits.slice(0, used).join("").padEnd(4, "=");
	}
	return text;
}

/** The bytes of a DER SEQUENCE with `length` bytes in it, which is as much as the settings look at of a certificate. */
export function sequence(length: number): number[] {
	return [0x30, 0x82, length >> 8, length & 0xff, ...new Array<number>(length).fill(0xfb)];
}

/** A certificate in PEM form, as far as the settings look at one. */
export function pem(length = 300): string {
	return `-----BEGIN CERTIFICATE-----\n${base64(sequence(length))}\n-----END CERTIFICATE-----\n`;
}
