import { pbkdf2Sync } from "node:crypto";

/** Bytes of a hash, as in settings/password/password. */
const HASH = 32;

/** The PC does what mbedTLS does on a board. `payload`: as Command.PasswordStretch has it. */
export function stretchPassword(iterations: number, payload: Uint8Array): Uint8Array {
	const end = 1 + payload[0];
	return pbkdf2Sync(payload.subarray(1, end), payload.subarray(end), iterations, HASH, "sha256");
}
