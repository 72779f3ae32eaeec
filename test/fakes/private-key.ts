import { base64 } from "fakes/pem";

/** Object identifiers in DER, with their tags. */
const RSA = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
const EC = [0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
export const P256 = Object.freeze([0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]);
export const P384 = Object.freeze([0x06, 5, 0x2b, 0x81, 4, 0, 0x22]);
/** secp256k1, which is none of ours. */
export const K256 = Object.freeze([0x06, 5, 0x2b, 0x81, 4, 0, 0x0a]);

/** One element of DER. */
export function element(tag: number, ...contents: readonly (readonly number[])[]): number[] {
	const bytes = contents.flat();
	const { length } = bytes;
	const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return [tag, ...head, ...bytes];
}

/** PKCS #1, as far as the settings look at it: a modulus of so many bits. */
export function rsaKey(bits: number): number[] {
	const modulus = [0, ...new Array<number>(Math.ceil(bits / 8)).fill(0xa5)];
	if (bits % 8 !== 0) modulus[1] = 1 << ((bits % 8) - 1);
	const rest = element(0x02, new Array<number>(Math.ceil(bits / 4)).fill(0x5a));
	return element(0x30, [2, 1, 0], element(0x02, modulus), [2, 3, 1, 0, 1], rest);
}

/** SEC 1, with its curve unless it stands outside. */
export function ecKey(bytes: number, curve?: readonly number[]): number[] {
	const named = curve ? [element(0xa0, curve)] : [];
	return element(0x30, [2, 1, 1], element(0x04, new Array<number>(bytes).fill(0x7e)), ...named);
}

/** PKCS #8 around either. */
export function pkcs8(key: readonly number[], curve?: readonly number[]): number[] {
	const algorithm = curve ? element(0x30, EC, curve) : element(0x30, RSA, [5, 0]);
	return element(0x30, [2, 1, 0], algorithm, element(0x04, key));
}

/** A private key in PEM, in lines of 64. */
export function keyPem(der: readonly number[], form = "PRIVATE KEY"): string {
	const text = base64(der);
	let body = "";
	for (let at = 0; at < text.length; at += 64) body += `${text.slice(at, at + 64)}\n`;
	return `-----BEGIN ${form}-----\n${body}-----END ${form}-----\n`;
}

/** One that the settings take. */
export const KEY = keyPem(pkcs8(ecKey(32), P256));
