import type { PasswordCrypto } from "settings/password/password";
import { Command } from "../port";
import { ask } from "./port";

/** "settings/password/native": the PC stretches the password. */
const crypto: PasswordCrypto = Object.freeze({
	stretch(password: Uint8Array, salt: Uint8Array, iterations: number, hash: Uint8Array) {
		const request = Uint8Array.of(password.length, ...password, ...salt);
		hash.set(new Uint8Array(ask(Command.PasswordStretch, 0, iterations, request)));
		return true;
	},
	random(target: Uint8Array) {
		target.set(new Uint8Array(ask(Command.PasswordRandom, 0, target.length)));
		return true;
	},
});

export default crypto;
