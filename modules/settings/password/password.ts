import type { Result } from "core/result";
import { toUtf8 } from "core/utf8";

/** The shortest password that is taken, in bytes of UTF-8 (NIST SP 800-63B §5.1.1.2). */
export const PASSWORD_MIN = 8;
/** The longest: one block of SHA-256, so that it goes into the HMAC as it is. */
export const PASSWORD_MAX = 64;
/**
 * PBKDF2's iterations for a new password. One is four blocks of SHA-256 in mbedTLS 4; an ESP32 makes a block in 11 us (ESP-IDF 6.0,
 * idf_performance_target.h: 6 MB/s at least), and setting up takes about as long again. So these take half a second at most, which is
 * little for whoever has stolen the hash: what protects is a long password. The count stands in the stored form, so that it can grow.
 */
export const ITERATIONS = 5_000;
/** Fewest and most iterations of a stored form; the most keep a board from everything else for two seconds, not ten, whoever imported it. */
export const ITERATIONS_MIN = 1_000;
export const ITERATIONS_MAX = 20_000;

const SCHEME = "pbkdf2-sha256";
/** RFC 8018 §4.1 wants 8 bytes at least. */
const SALT = 16;
/** One block of the function, SHA-256's own length: more would cost us and not an attacker. */
const HASH = 32;
const HEX = "0123456789abcdef";

/** What a password is stretched with, and where salt comes from. Nothing of it throws; false when it could not be done. */
export interface PasswordCrypto {
	/** Fills `hash` with PBKDF2-HMAC-SHA256 (RFC 8018 §5.2). Takes its time. */
	stretch(password: Uint8Array, salt: Uint8Array, iterations: number, hash: Uint8Array): boolean;
	/** Fills `target` with random bytes that nobody can foretell. */
	random(target: Uint8Array): boolean;
}

/** The parts of a stored form. */
interface Sealed {
	readonly iterations: number;
	readonly salt: Uint8Array;
	readonly hash: Uint8Array;
}

/** The stored form of a password: `pbkdf2-sha256$<iterations>$<salt>$<hash>`, both in hexadecimal digits. The error never repeats it. */
export function sealPassword(crypto: PasswordCrypto, password: string, iterations = ITERATIONS): Result<string> {
	const bytes = toPassword(password);
	if (!bytes || bytes.length < PASSWORD_MIN)
		return {
			ok: false,
			error: `console.password: allowed is text of ${PASSWORD_MIN} to ${PASSWORD_MAX} bytes without control characters`,
		};
	const salt = new Uint8Array(SALT);
	const hash = new Uint8Array(HASH);
	if (!crypto.random(salt) || !crypto.stretch(bytes, salt, iterations, hash))
		return { ok: false, error: "console.password: it could not be stretched, nothing is changed; try again" };
	return { ok: true, value: `${SCHEME}$${iterations}$${toHex(salt)}$${toHex(hash)}` };
}

/** Whether `sealed` was made of `password`. Compares in constant time. False for what is no stored form, and when it could not be done. */
export function verifyPassword(crypto: PasswordCrypto, password: string, sealed: string): boolean {
	const wanted = parseSealed(sealed);
	const bytes = toPassword(password); // not PASSWORD_MIN: another version may have taken a shorter one
	if (!wanted || !bytes || bytes.length === 0) return false;
	const hash = new Uint8Array(HASH);
	return crypto.stretch(bytes, wanted.salt, wanted.iterations, hash) && isSame(hash, wanted.hash);
}

/** Whether `text` is a stored form that this firmware can verify with. */
export function isSealed(text: string): boolean {
	return parseSealed(text) !== undefined;
}

/** The bytes of a password, undefined when it is too long or has control characters, halves of surrogate pairs or a NUL in it. */
function toPassword(password: string): Uint8Array | undefined {
	if (password.length > PASSWORD_MAX) return undefined; // before toUtf8, which would allocate for all of it
	const bytes = toUtf8(password);
	return bytes && bytes.length <= PASSWORD_MAX && bytes.every((byte) => byte >= 0x20 && byte !== 0x7f)
		? bytes
		: undefined;
}

function parseSealed(text: string): Sealed | undefined {
	if (text.length > SCHEME.length + 9 + 2 * (SALT + HASH)) return undefined;
	const parts = text.split("$");
	const iterations = Number(parts[1]);
	if (parts.length !== 4 || parts[0] !== SCHEME || parts[1] !== String(iterations)) return undefined;
	if (!Number.isInteger(iterations) || iterations < ITERATIONS_MIN || iterations > ITERATIONS_MAX) return undefined;
	const salt = fromHex(parts[2], SALT);
	const hash = fromHex(parts[3], HASH);
	return salt && hash && { iterations, salt, hash };
}

/** Takes as long wherever the two differ. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
	let difference = a.length ^ b.length;
	for (let i = 0; i < a.length; i++) difference |= a[i] ^ b[i];
	return difference === 0;
}

function toHex(bytes: Uint8Array): string {
	let text = "";
	for (const byte of bytes) text += HEX[byte >> 4] + HEX[byte & 15];
	return text;
}

/** `length` bytes of lower case hexadecimal digits, undefined for anything else. */
function fromHex(text: string, length: number): Uint8Array | undefined {
	if (text.length !== 2 * length) return undefined;
	const bytes = new Uint8Array(length);
	for (let i = 0; i < text.length; i++) {
		const digit = HEX.indexOf(text[i]);
		if (digit < 0) return undefined;
		bytes[i >> 1] = bytes[i >> 1] * 16 + digit;
	}
	return bytes;
}
